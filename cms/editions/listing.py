"""The short form of a document: what lists show. Disclaimers and attribution are never left out."""

from typing import Any

from .canonical import Document

_ALWAYS = ("schema", "content_id", "locale", "edition", "audience", "published_at", "updated_at")
_OF_PAGE = (
    "slug",
    "url",
    "title",
    "summary",
    "image",
    "topics",
    "review",
    "reading",
    "attribution",
    "links",
)
_OF_KIND = {
    "article": _OF_PAGE,
    "guide": _OF_PAGE,
    "benefit": ("slug", "title", "text", "review", "attribution", "links"),
    "disclaimer": ("purpose", "title", "text", "on_every_article", "topics", "review", "links"),
    "topic": ("slug", "url", "name", "description", "links"),
    "person": ("slug", "name", "credentials", "role", "links"),
    "image": ("title", "alt", "credit"),
    "site": ("lang", "name", "url", "links"),
    "notice": ("kind", "state", "title", "reason", "severity", "successor"),
}
_DISCLAIMER = ("part", "lang", "purpose", "text")


_WITH_DISCLAIMERS = ("article", "guide", "benefit")


def listed_keys(kind: str) -> tuple[str, ...]:
    """The keys of a listing of this kind."""
    return (*_ALWAYS, *_OF_KIND[kind], *(("disclaimers",) if kind in _WITH_DISCLAIMERS else ()))


def list_document(document: Document) -> Document:
    """The listing of a document of any kind."""
    kind = document["schema"].partition("/")[0]
    listing = {key: document[key] for key in listed_keys(kind)}
    if "disclaimers" in listing:
        listing["disclaimers"] = [_list_disclaimer(each) for each in document["disclaimers"]]
    return listing


def _list_disclaimer(disclaimer: dict[str, Any]) -> dict[str, Any]:
    return {key: disclaimer[key] for key in _DISCLAIMER}
