"""Examples of the contract, made of the golden files: what is shown is what was compiled and compared."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ..fields import ALWAYS
from ..oembed import CACHE_AGE, HEIGHT, WIDTH, describe_embed
from ..representations import REPRESENTATIONS
from .components import components

_FOLDER = Path(__file__).parent / "examples"
_GOLDEN = {"Disclaimer": "medical"}
_SHOWN = ("title", "name", "links")


def example_of(name: str) -> Any:
    """An instance of this schema of the contract."""
    if name in _MADE:
        return _MADE[name]()
    if examples := components()[name].get("examples"):
        return examples[0]
    for end, make in _ENDS.items():
        if name.endswith(end):
            return make(name.removesuffix(end))
    return golden(_GOLDEN.get(name, name.lower()))


def example_of_form(media_type: str) -> Any:
    """The golden article in one of its other forms."""
    if media_type.endswith("xml"):
        return (_FOLDER / "infobutton.xml").read_text(encoding="utf-8")
    forms = {each.media_type: each for each in REPRESENTATIONS}
    if media_type not in forms:
        return None
    written = forms[media_type].write(golden("article"))
    return json.loads(written) if media_type.endswith("json") else written


@cache
def golden(name: str) -> Any:
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def _listing(name: str) -> Any:
    return golden(f"{_GOLDEN.get(name, name.lower())}.listing")


def _detail(name: str) -> Any:
    return {**example_of(name), "used_by": example_of("UsedBy")}


def _fields(name: str) -> Any:
    whole = example_of(name)
    return {key: value for key, value in whole.items() if key in ALWAYS or key in _SHOWN}


def _page(name: str) -> Any:
    return {"next": None, "previous": None, "results": [example_of(name)]}


def _search_page() -> Any:
    highlights = {"title": "<mark>Walking</mark> after surgery"}
    topic = golden("topic")
    count = {**{key: topic[key] for key in ("content_id", "slug", "name")}, "count": 1}
    hit = {**_listing("Article"), "highlights": highlights}
    return {"next": None, "previous": None, "results": [hit], "total": 1, "topics": [count]}


def _change_page() -> Any:
    return {"changes": [example_of("Change")], "next": "YwAAAAAAAAADAAAAAAAAAAA", "more": False}


def _change_message() -> Any:
    page = _change_page()
    return {"type": "changes", "timestamp": page["changes"][0]["changed_at"], "data": page}


def _edition_page() -> Any:
    change = example_of("Change")
    entry = {key: change[key] for key in ("edition", "state", "digest", "kid", "signature", "because")}
    entry |= {
        "redacted_at": None,
        "published_at": change["changed_at"],
        "url": f"{golden('article')['links']['editions']}3/",
    }
    return {"next": None, "previous": None, "results": [entry]}


def _used_by() -> Any:
    article = golden("article")
    result = {key: article[key] for key in ("content_id", "locale", "title", "url")}
    url = f"{settings.API_URL}/articles/"
    return {"count": 1, "url": url, "results": [{**result, "kind": "article"}]}


def _embed() -> Any:
    return {**describe_embed(golden("article"), width=WIDTH, height=HEIGHT), "cache_age": CACHE_AGE}


_MADE = {
    "ChangeMessage": _change_message,
    "ChangePage": _change_page,
    "EditionPage": _edition_page,
    "OEmbed": _embed,
    "SearchPage": _search_page,
    "UsedBy": _used_by,
}
_ENDS = {
    "ListingFieldsPage": lambda name: _page(f"{name}ListingFields"),
    "Page": _page,
    "Fields": _fields,
    "Listing": _listing,
    "Detail": _detail,
}
