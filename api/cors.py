"""CORS for what browsers write: comments. Public reads say `*` themselves, so that caches keep one copy."""

from corsheaders.middleware import CorsMiddleware


class CommentsCorsMiddleware(CorsMiddleware):
    """django-cors-headers."""
