"""Every request that writes is one unit of publishing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from .refusals import PublishRefused, explain_protection
from .unit import unit

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


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
        try:
            with unit():
                return view(request, *args, **kwargs)
        except PublishRefused as refusal:
            return _say_no(request, str(refusal))
        except ProtectedError as refusal:
            return _say_no(request, explain_protection(refusal))


def _say_no(request: HttpRequest, reason: str) -> HttpResponse:
    """Everything was rolled back: back to where the editor came from, with the reason alone.

    Reading the messages that the view left (“published!”) takes them away: they are no longer true.
    """
    list(messages.get_messages(request))
    messages.error(request, reason)
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = resolve_url("wagtailadmin_home")
    return HttpResponseRedirect(back)
