"""The program's way in: a read of the API skips what Django does for others.

Django's handler costs a read more than its query does: signals before and after, a resolver that tries one
pattern after another, and middleware that a reader without session and cookies does not need. So the view of
a path is remembered, and asked within `SecurityMiddleware` alone. All but reads go Django's way. Both ways
answer alike: tests/api/test_handler.py compares them.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, resolve
from django.utils.log import log_response

from .views.read import ReadView

Environ = dict[str, Any]
_REMEMBERED, _LONGEST = 4096, 300


class ReadHandler(WSGIHandler):
    """Answers GET and HEAD of the API's reads at once."""

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        read = _read_of(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] in ("GET", "HEAD") else None
        if read is None:
            return super().__call__(environ, start_response)
        request = WSGIRequest(environ)
        response = read(request)
        if response.status_code >= 400:
            log_response("%s: %s", response.reason_phrase, request.path, response=response, request=request)
        status = f"{response.status_code} {response.reason_phrase}"
        start_response(status, list(response.items()))
        return [response.content]


@lru_cache(maxsize=_REMEMBERED)
def _read_of(path: str) -> Callable[[HttpRequest], HttpResponse] | None:
    """What answers reads of a path; none if Django is to find out."""
    if len(path) > _LONGEST or not path.isascii():
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if not issubclass(getattr(match.func, "view_class", object), ReadView):
        return None
    ask: Callable[[HttpRequest], HttpResponse] = SecurityMiddleware(partial(_ask, match.func, match.kwargs))
    return convert_exception_to_response(ask)


def _ask(view: Callable[..., HttpResponse], route: dict[str, Any], request: HttpRequest) -> HttpResponse:
    return view(request, **route)
