"""CORS for what browsers write: comments. Public reads say `*` themselves, so that caches keep one copy."""

from corsheaders.middleware import CorsMiddleware
from django.http import HttpRequest


class CommentsCorsMiddleware(CorsMiddleware):
    """django-cors-headers, for a comment's POST and the browser's question before it.

    Wherever it is on it varies the answer by origin, and replaces the `*` of public reads.
    """

    def is_enabled(self, request: HttpRequest) -> bool:
        method = request.method
        if method == "OPTIONS":
            method = request.headers.get("Access-Control-Request-Method")
        return method == "POST" and bool(super().is_enabled(request))
