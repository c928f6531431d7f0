"""What each parameter means, for the contract. Views name the ones they take, and refuse all others."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter

from ..filters import LONGEST, REVIEW_STATES
from ..infobutton.asked import CRITERIA, LANGUAGE_TAG, LANGUAGES, RESPONSE_TYPE, TERM, TYPES
from ..infobutton.asked import LONGEST as LONGEST_TERM
from ..listing import NEWEST, ORDERS
from ..oembed import SMALLEST

_TEXT: dict[str, Any] = {"type": "string"}
_DAY: dict[str, Any] = {"type": "string", "format": "date"}
_MOMENT: dict[str, Any] = {"anyOf": [_DAY, {"type": "string", "format": "date-time"}]}
_FLAG: dict[str, Any] = {"type": "string", "enum": ["true", "false"]}
_SEVERAL = "by its slug or `content_id`"
_SIZE = {"type": "integer", "minimum": SMALLEST}
_EMBEDDING: dict[str, tuple[dict[str, Any], str]] = {
    "url": ({"type": "string", "format": "uri"}, "The address of an article on the site."),
    "maxwidth": (_SIZE, "The greatest width of the frame, in pixels."),
    "maxheight": (_SIZE, "The greatest height of the frame, in pixels."),
    "format": ({"type": "string", "enum": ["json"]}, "JSON is the only format."),
}

_TERM = {"type": "string", "pattern": f"^{TERM}$", "maxLength": LONGEST_TERM}
_LOOKING_UP: dict[str, tuple[dict[str, Any], str]] = {
    f"{CRITERIA}.c": ({**_TERM, "examples": ["M54.50"]}, "The code to look up."),
    f"{CRITERIA}.cs": (
        {**_TERM, "examples": ["2.16.840.1.113883.6.90"]},
        "The code's system, by its OID or by its FHIR URI.",
    ),
    f"{CRITERIA}.dn": ({"type": "string", "maxLength": LONGEST_TERM}, "The code's name. It is not searched."),
    LANGUAGES[0]: (
        {"type": "string", "pattern": f"^{LANGUAGE_TAG}$", "maxLength": LONGEST_TERM, "examples": ["es"]},
        "The language; one that nothing is published in is answered in the default one.",
    ),
    RESPONSE_TYPE: (
        {"type": "string", "enum": list(TYPES)},
        "The form of the answer; it stands above `Accept`.",
    ),
}


def describe_query(name: str, view: Any, keys: Sequence[str] = ()) -> OpenApiParameter:
    """A query parameter. What `limit`, `locale`, `kind` and `fields` may be depends on where they are."""
    if name == "fields":
        return _describe_fields(keys)
    schema, description = _query(name, view)
    return OpenApiParameter(name, type=schema, description=description, required=name in view.required)


def _describe_fields(keys: Sequence[str]) -> OpenApiParameter:
    schema = {"type": "array", "items": {"type": "string", "enum": list(keys)}, "minItems": 1}
    description = (
        "Only these top-level keys, separated by commas. Identity, disclaimers and attribution always stay. "
        "The media type of the answer says that it is no whole document."
    )
    return OpenApiParameter("fields", type=schema, description=description, style="form", explode=False)


def describe_path(name: str) -> OpenApiParameter:
    schema, description = _PATH[name]
    return OpenApiParameter(name, type=schema, location="path", description=description)


def _query(name: str, view: Any) -> tuple[dict[str, Any], str]:
    if name == "limit":
        return {"type": "integer", "minimum": 1, "maximum": view.largest_page}, "How many at most."
    if name == "kind":
        return {"type": "string", "enum": list(view.kinds)}, "Only things of this kind."
    if name == "locale" and view.any_locale:
        return _TEXT, "Only this language (`und` for images); all if absent."
    if name == "locale":
        locales = [code for code, _ in settings.LANGUAGES]
        return {"type": "string", "enum": locales, "default": settings.LANGUAGE_CODE}, "The language."
    return _QUERY[name]


_QUERY: dict[str, tuple[dict[str, Any], str]] = {
    "cursor": (_TEXT, "The opaque cursor that the page before gave; the beginning if absent."),
    "q": (
        {"type": "string", "minLength": 1, "maxLength": LONGEST},
        'Words that must all be found, in any form; a "phrase"; or `begin*`.',
    ),
    "topic": (_TEXT, f"Only what is filed under this topic, {_SEVERAL}."),
    "article": (_TEXT, f"Only guides that lead through this article, {_SEVERAL}."),
    "benefit": (_TEXT, f"Only articles that include this benefit, {_SEVERAL}."),
    "disclaimer": (
        {"type": "string", "format": "uuid"},
        "Only what carries this disclaimer, by its `content_id`.",
    ),
    "person": (_TEXT, f"Only what this person wrote or reviewed, {_SEVERAL}."),
    "author": (_TEXT, f"Only articles that this person wrote, {_SEVERAL}."),
    "code": (
        {"type": "string", "pattern": r"^[^|]+\|.+$", "examples": ["http://snomed.info/sct|161891005"]},
        "Only articles with this clinical code, written `system|code`.",
    ),
    "updated_after": (_MOMENT, "Only what was published anew at this day or moment, or later."),
    "updated_before": (_MOMENT, "Only what was last published before this day or moment."),
    "reviewed_after": (_DAY, "Only what was reviewed on this day or later."),
    "reviewed_before": (_DAY, "Only what was last reviewed before this day."),
    "review_state": ({"type": "string", "enum": list(REVIEW_STATES)}, "Only what has this review state."),
    "ordering": (
        {"type": "string", "enum": list(ORDERS), "default": NEWEST},
        "The order, falling with a `-`. A cursor belongs to its order.",
    ),
    "include": (
        {"type": "string", "enum": ["document"]},
        "Put each thing's document into its change; then a page has at most 100.",
    ),
    "wait": (
        {"type": "integer", "minimum": 0, "maximum": 25, "default": 0},
        "If nothing is new, wait for it so many seconds at most. When too many wait, none more do.",
    ),
    "webhook": ({"type": "string", "format": "uuid"}, "Only what was brought to this webhook, by its id."),
    "taken": (_FLAG, "Only what the receiver took, or only what it did not."),
    "acknowledged": (_FLAG, "Only what you have acknowledged, or only what you have not."),
    "since": (_DAY, "Only what was read on this day or later."),
    "until": (_DAY, "Only what was read on this day or before."),
    "content_id": ({"type": "string", "format": "uuid"}, "Only this thing, in every language."),
    **_EMBEDDING,
    **_LOOKING_UP,
}


_PATH: dict[str, tuple[dict[str, Any], str]] = {
    "name": (_TEXT, "The slug, or the `content_id`. A former slug redirects to the present one."),
    "number": ({"type": "integer", "minimum": 1}, "The number of the edition."),
    "id": ({"type": "string", "format": "uuid"}, "The id, as the list has it."),
}
