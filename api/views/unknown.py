"""Addresses that are none: a forgotten slash is added, everything else is a problem."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from ..errors import redirect
from ..problems import Problem
from .read import ReadView


class UnknownView(ReadView):
    """Answers whatever no other address does, in both roles: delivery has no middleware that would."""

    schema = None

    def dispatch(self, request: HttpRequest, *args: Any, **route: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD") and not request.path.endswith("/"):
            with_slash = f"{request.path_info}/"
            if getattr(resolve(with_slash).func, "cls", None) is not UnknownView:
                query = request.META.get("QUERY_STRING", "")
                return redirect(f"{request.path}/{'?' if query else ''}{query}")
        return super().dispatch(request, *args, **route)

    def initial(self, request: Any, *args: Any, **route: Any) -> None:
        raise _nothing_here()

    def read(self, request: HttpRequest, **route: Any) -> HttpResponse:
        raise _nothing_here()

    def _answer(self, request: HttpRequest, route: dict[str, Any]) -> HttpResponse:
        return self.read(request)


def _nothing_here() -> Problem:
    return Problem("not-found", "The API has no such address. Its documentation lists them all.")
