"""The words that a reader reads: what a review is a review of."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from .given import Document
from .text import plain_text

READ_KEYS = {"title", "summary", "text", "question", "caption", "alt"}


def words_digest(content: Document) -> str:
    """SHA-256 of what is read: title, summary, text of body, articles, disclaimers. No addresses, reviews."""
    read = [content["title"], content.get("summary", ""), plain_text(content.get("html", ""))]
    read += _words({name: content.get(name, []) for name in ("body", "articles", "disclaimers")})
    return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _words_under(key, item)


def _words_under(key: str, value: Any) -> Iterator[str]:
    if key in READ_KEYS and isinstance(value, str):
        yield value
    elif key == "html":
        yield plain_text(value)
    elif key == "rows":
        yield from (cell for row in value for cell in row)
    elif key not in ("part", "review", "sources"):
        yield from _words(value)
