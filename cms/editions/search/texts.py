"""What of a document can be found, and how much each part of it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from cms.editions.canonical import Document

_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")
_HEADINGS = ("title", "question")
_WORDS = ("html", "text", "caption", "alt")
LONGEST = 100_000
"""So many characters can be found. PostgreSQL refuses a row whose words take more than a megabyte."""


@dataclass(frozen=True)
class Texts:
    """In falling order of weight. Disclaimers are left out: what all articles carry finds all of them."""

    title: str
    headings: str
    body: str


def texts_of(document: Document) -> Texts:
    """Of a document of any kind, with the parts that it shows."""
    return Texts(
        title=str(document.get("title") or document.get("name") or ""),
        headings=_join(_headings(document)),
        body=_join(_body(document)),
    )


def _headings(document: Document) -> Iterator[str]:
    yield document.get("summary", "")
    yield document.get("description", "")
    yield from (topic["name"] for topic in document.get("topics", ()) if isinstance(topic, dict))
    yield from (author["name"] for author in document.get("authors", ()))
    yield from (f"{code['display']} {code['code']}" for code in document.get("codes", ()))
    yield from _within([document.get("body", []), document.get("articles", [])], _HEADINGS)


def _body(document: Document) -> Iterator[str]:
    yield from (document.get(key, "") for key in ("credentials", "role"))
    yield _plain(document.get("html", ""))
    yield from (_plain(text) for text in _within(document.get("body", []), _WORDS))
    yield from (article["summary"] for article in document.get("articles", ()))


def _within(value: Any, names: tuple[str, ...]) -> Iterator[str]:
    """The texts of these names, wherever they stand in a body, and the cells of its tables.

    In the order of names, since a document that was stored no longer has the order it was compiled in.
    """
    if isinstance(value, dict):
        for name, inner in sorted(value.items()):
            if isinstance(inner, str):
                if name in names:
                    yield inner
            elif name == "rows" and names is _WORDS:
                yield from (cell for row in inner for cell in row)
            else:
                yield from _within(inner, names)
    elif isinstance(value, list):
        for inner in value:
            yield from _within(inner, names)


def _plain(html: str) -> str:
    return unescape(_TAG.sub(" ", html)) if "<" in html or "&" in html else html


def _join(texts: Iterator[str]) -> str:
    return _SPACES.sub(" ", " ".join(filter(None, texts))).strip().replace("\0", "")[:LONGEST]
