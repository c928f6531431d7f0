"""Every request that writes is one unit of publishing."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from .refusals import PublishFailed, PublishRefused, explain_protection
from .unit import Unit, unit

logger = logging.getLogger(__name__)
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
PUBLISH = "action-publish"
"""What Wagtail's editor sends to publish. The same form without it saves a draft."""

View = Callable[[], HttpResponse]


class UnitMiddleware:
    """Runs unsafe views inside `unit()`. The last middleware, so that every other one has had its say."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method in SAFE or getattr(view, "_non_atomic_requests", None):
            return None
        return _run(request, lambda: view(request, *args, **kwargs))


def _run(request: HttpRequest, view: View) -> HttpResponse:
    try:
        with unit() as work:
            response = view()
            _finish(work)
            return response
    except ProtectedError as error:
        return _say_no(request, explain_protection(error))
    except PublishRefused as refusal:
        if PUBLISH in request.POST:
            return _save_draft_instead(request, view, str(refusal))
        return _say_no(request, str(refusal))


def _finish(work: Unit) -> None:
    try:
        work.finish()
    except PublishRefused:
        raise
    except Exception as error:
        logger.exception("A publication failed and was rolled back.")
        raise PublishFailed(
            f"A fault kept it from being published: {error}. Details are in the log."
        ) from error


def _save_draft_instead(request: HttpRequest, view: View, reason: str) -> HttpResponse:
    """What the editor typed was rolled back too: send the same form again, to be kept as a draft."""
    _forget_messages(request)
    form = request.POST.copy()
    del form[PUBLISH]
    request.POST = form
    response = _run(request, view)
    messages.error(request, f"Not published, but saved as a draft. {reason}")
    return response


def _say_no(request: HttpRequest, reason: str) -> HttpResponse:
    """Everything was rolled back: back to where the editor came from, with the reason alone."""
    _forget_messages(request)
    messages.error(request, reason)
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = resolve_url("wagtailadmin_home")
    return HttpResponseRedirect(back)


def _forget_messages(request: HttpRequest) -> None:
    """Reading the messages that the view left (“published!”) takes them away: they are no longer true."""
    list(messages.get_messages(request))
