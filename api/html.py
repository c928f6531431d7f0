"""Pages of the API itself: rendered on the server, with a policy that lets nothing else in."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from .answers import Answer, composed

HTML_TYPE = "text/html"
HTML = f"{HTML_TYPE}; charset=utf-8"
_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def render_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, policy: str = _POLICY, **given: Any
) -> Answer:
    """An HTML page as an answer."""
    content = render_to_string(f"api/{template}.html", context, request).encode()
    headers = (("Content-Security-Policy", policy), *given.pop("headers", ()))
    return composed(content, content_type=HTML, headers=headers, **given)
