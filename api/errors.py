"""One shape for every error: `application/problem+json` (RFC 9457)."""

import json
import logging
import math
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from rest_framework.exceptions import APIException

from .answers import Answer, cache_control, publicly
from .problems import BY_STATUS, TYPES, Problem, ProblemType
from .things import Renamed

logger = logging.getLogger(__name__)


def problem_response(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """What REST framework calls for every exception that leaves a view."""
    return answer_error(error, context["request"]._request)


def answer_error(error: Exception, request: HttpRequest) -> HttpResponse:
    """The problem that an exception is. What nobody foresaw is logged, and says nothing about itself."""
    if isinstance(error, Renamed):
        return redirect(error.url)
    problem_type, detail, members = describe(error)
    if problem_type.status == 500:
        logger.error("%s %s failed", request.method, request.path, exc_info=error)
        # Error monitors listen to this signal, and so does Django's test client.
        got_request_exception.send(sender=None, request=request)
    response = _render(problem_type, {"detail": detail, "instance": request.path, **members})
    if problem_type.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    wait = getattr(error, "wait", None)
    if wait is not None:
        response["Retry-After"] = str(math.ceil(wait))
    return publicly(response)


def describe(error: Exception) -> tuple[ProblemType, str, dict[str, Any]]:
    """The type, the sentence and the members of an exception's problem."""
    if isinstance(error, Problem):
        return error.type, str(error.detail), error.members
    if isinstance(error, Http404):
        return TYPES["not-found"], "Nothing is here.", {}
    if isinstance(error, PermissionDenied):
        return TYPES["forbidden"], "This is not allowed.", {}
    if isinstance(error, SuspiciousOperation):
        # Django's own words are for its log.
        return TYPES["bad-request"], "It has too many fields, or names a host that is not ours.", {}
    if isinstance(error, APIException) and error.status_code in BY_STATUS:
        return BY_STATUS[error.status_code], f"{str(error.detail).rstrip('.')}.", {}
    return TYPES["server-error"], "The hub could not answer, and has logged why.", {}


def redirect(url: str) -> HttpResponse:
    """The address that this one became. Kept as long as a document is, so that a mistake can be mended."""
    response = HttpResponsePermanentRedirect(url)
    response["Cache-Control"] = cache_control(Answer(None, ""))
    return publicly(response)


def _render(problem_type: ProblemType, members: dict[str, Any]) -> HttpResponse:
    head = {"type": problem_type.url, "title": problem_type.title, "status": problem_type.status}
    content = json.dumps({**head, **members}, ensure_ascii=False)
    response = HttpResponse(content, status=problem_type.status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response
