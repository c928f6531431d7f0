"""What each parameter means, for the contract. Views name the ones they take, and refuse all others."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter

from cms.editions.models import Kind

from ..oembed import SMALLEST

_TEXT: dict[str, Any] = {"type": "string"}
_SEVERAL = "by its slug or `content_id`"
_SIZE = {"type": "integer", "minimum": SMALLEST}
_EMBEDDING: dict[str, tuple[dict[str, Any], str]] = {
    "url": ({"type": "string", "format": "uri"}, "The address of an article on the site."),
    "maxwidth": (_SIZE, "The greatest width of the frame, in pixels."),
    "maxheight": (_SIZE, "The greatest height of the frame, in pixels."),
    "format": ({"type": "string", "enum": ["json"]}, "JSON is the only format."),
}


def describe_query(name: str, *, maximum: int = 0, any_locale: bool = False) -> OpenApiParameter:
    """A query parameter. What `limit` and `locale` may be depends on where they are."""
    schema, description = _query(maximum)[name]
    if name == "locale" and any_locale:
        schema, description = {"type": "string"}, "Only this language (`und` for images); all if absent."
    required = name == "url"
    return OpenApiParameter(name, type=schema, description=description, required=required)


def describe_path(name: str) -> OpenApiParameter:
    schema, description = _PATH[name]
    return OpenApiParameter(name, type=schema, location="path", description=description)


def _query(maximum: int) -> dict[str, tuple[dict[str, Any], str]]:
    locales = [code for code, _ in settings.LANGUAGES]
    return {
        "locale": (
            {"type": "string", "enum": locales, "default": settings.LANGUAGE_CODE},
            "The language.",
        ),
        "cursor": (_TEXT, "The opaque cursor that the page before gave; the beginning if absent."),
        "limit": ({"type": "integer", "minimum": 1, "maximum": maximum}, "How many at most."),
        "topic": (_TEXT, f"Only articles under this topic, {_SEVERAL}."),
        "benefit": (_TEXT, f"Only articles that include this benefit, {_SEVERAL}."),
        "disclaimer": (
            {"type": "string", "format": "uuid"},
            "Only articles that carry this disclaimer, by its `content_id`.",
        ),
        "person": (_TEXT, f"Only articles that this person wrote or reviewed, {_SEVERAL}."),
        "kind": ({"type": "string", "enum": Kind.values}, "Only things of this kind."),
        "include": (
            {"type": "string", "enum": ["document"]},
            "Put each thing's document into its change; then a page has at most 100.",
        ),
        "wait": (
            {"type": "integer", "minimum": 0, "maximum": 25, "default": 0},
            "If nothing is new, wait for it so many seconds at most. When too many wait, none more do.",
        ),
        **_EMBEDDING,
    }


_PATH: dict[str, tuple[dict[str, Any], str]] = {
    "name": (_TEXT, "The slug, or the `content_id`. A former slug redirects to the present one."),
    "number": ({"type": "integer", "minimum": 1}, "The number of the edition."),
}
