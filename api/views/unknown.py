"""Addresses that are none: a forgotten slash is added, everything else is a problem."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.views.defaults import bad_request
from rest_framework.request import Request

from ..answers import Answer
from ..errors import answer_error, redirect
from ..problems import Problem
from .read import ReadView


class UnknownView(ReadView):
    """Answers whatever no other address does, in both roles: delivery has no middleware that would."""

    schema = None
    refuses_unknown = False

    def dispatch(self, request: HttpRequest, *args: Any, **route: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD") and _lacks_its_slash(request.path_info):
            query = request.META.get("QUERY_STRING", "")
            return redirect(f"{request.path}/{'?' if query else ''}{query}")
        return super().dispatch(request, *args, **route)

    def initial(self, request: Request, *args: Any, **route: Any) -> None:
        """Whatever the method or the media type: there is nothing to negotiate."""
        self.read(request._request)

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        raise Problem("not-found", f"The API has no such address. {settings.API_URL}/docs/ lists them all.")


def answer_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before any view is asked, such as a host that is not ours."""
    if request.path_info.startswith("/api/"):
        return answer_error(exception, request)
    return bad_request(request, exception)


def _lacks_its_slash(path: str) -> bool:
    return not path.endswith("/") and getattr(resolve(f"{path}/").func, "cls", None) is not UnknownView
