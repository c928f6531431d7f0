"""Things in their short form, which lists and addresses are made from, and their whole documents."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from frontend.addresses import FOLDERS, Document, path_of
from frontend.mirror.claims import Role

Key = tuple[str, str]
PUBLISHED = "published"
# What a list shows of a thing.
_CARD = (
    *("content_id", "locale", "title", "name", "summary", "description", "image", "reading", "url"),
    "articles",
)
# What a list shows of carries its disclaimers.
_WITH_DISCLAIMERS = ("article", "guide")
_COLUMNS = "content_id, locale, kind, state, path, url, published_at, updated_at, card"


@dataclass(frozen=True)
class Thing:
    """`path` is that of a live thing with a page; `url` its address, or its successor's."""

    content_id: str
    locale: str
    kind: str
    state: str
    path: str
    url: str
    published_at: str
    updated_at: str
    card: Document

    @classmethod
    def of(cls, document: Document, *, kind: str) -> Self:
        state = str(document.get("state", PUBLISHED))
        live = state == PUBLISHED
        path = path_of(document) if live and kind in FOLDERS else ""
        url = document.get("url") if live else (document.get("successor") or {}).get("url")
        card = {name: document[name] for name in _CARD if name in document} | {
            "claims": _claims(document, path, kind=kind, leads_on=state == "moved" and bool(url)),
            "lists": _lists(document, kind) if live else [],
            "disclaimers": [digest_of(item) for item in _shown_disclaimers(document, kind)],
            "translations": document.get("translations", []),
        }
        times = (str(document["published_at"]), str(document["updated_at"]))
        return cls(document["content_id"], document["locale"], kind, state, path, url or "", *times, card)

    @property
    def key(self) -> Key:
        return (self.content_id, self.locale)

    @property
    def is_live(self) -> bool:
        return self.state == PUBLISHED

    @cached_property
    def claims(self) -> set[tuple[str, int]]:
        return {(path, role) for path, role in self.card["claims"]}


def digest_of(disclaimer: Document) -> str:
    return hashlib.sha256(json.dumps(disclaimer, sort_keys=True).encode()).hexdigest()[:32]


def _claims(document: Document, path: str, *, kind: str, leads_on: bool) -> list[tuple[str, int]]:
    former = [each for each in document.get("former_paths", ()) if each != path and kind in FOLDERS]
    if path:
        return [(path, Role.PAGE), *((each, Role.REDIRECT) for each in former)]
    return [(each, Role.REDIRECT if leads_on else Role.NOTICE) for each in former]


def _shown_disclaimers(document: Document, kind: str) -> list[Document]:
    return document.get("disclaimers", []) if kind in _WITH_DISCLAIMERS else []


def _lists(document: Document, kind: str) -> list[str]:
    """Every thing with a page is in the list of its kind, and an article in those of its topics too.

    A guide is in a list of guides of each of its topics, and of each of its articles.
    """
    if kind not in FOLDERS:
        return []
    topics = {topic["content_id"] for topic in document.get("topics", ())}
    if kind != "guide":
        return [FOLDERS[kind], *sorted(topics)]
    articles = {article["part"]["content_id"] for article in document["articles"]}
    return [FOLDERS[kind], *(guides_with(content_id) for content_id in sorted(topics | articles))]


def guides_with(content_id: str) -> str:
    """The name of the list of the guides to which this topic or article belongs."""
    return f"{FOLDERS['guide']}/{content_id}"


class Things:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def store(self, thing: Thing, document: Document) -> None:
        row = (*thing.key, thing.kind, thing.state, thing.path, thing.url, thing.published_at)
        card = json.dumps(thing.card, ensure_ascii=False, separators=(",", ":"))
        whole = zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 1)
        places = "?, ?, ?, ?, ?, ?, ?, ?, ?"
        self._db.execute(f"INSERT OR REPLACE INTO things VALUES ({places})", (*row, thing.updated_at, card))  # noqa: S608
        self._db.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", (*thing.key, whole))

    def find(self, key: Key) -> Thing | None:
        query = f"SELECT {_COLUMNS} FROM things WHERE content_id = ? AND locale = ?"  # noqa: S608
        row = self._db.execute(query, key).fetchone()
        return _thing(row) if row else None

    def document(self, key: Key) -> Document:
        query = "SELECT document FROM documents WHERE content_id = ? AND locale = ?"
        document: dict[str, Any] = json.loads(zlib.decompress(self._db.execute(query, key).fetchone()[0]))
        return document

    def listed(self, locale: str, name: str, first: int, end: int) -> list[Thing]:
        """Who stands at these positions of a list, the newest first."""
        columns = ", ".join(f"thing.{column}" for column in _COLUMNS.split(", "))
        query = (
            f"SELECT {columns} FROM entries AS entry JOIN things AS thing"  # noqa: S608
            " ON thing.content_id = entry.content_id AND thing.locale = entry.locale"
            " WHERE entry.locale = ? AND entry.list = ? AND entry.position >= ? AND entry.position < ?"
            " ORDER BY entry.position DESC"
        )
        return [_thing(row) for row in self._db.execute(query, (locale, name, first, end))]

    def of_kind(self, kind: str, *, locale: str) -> Iterator[Thing]:
        """Live ones, one by one, in an order that does not depend on history."""
        query = (
            f"SELECT {_COLUMNS} FROM things WHERE kind = ? AND state = ? AND locale = ? ORDER BY content_id"  # noqa: S608
        )
        return map(_thing, self._db.execute(query, (kind, PUBLISHED, locale)))

    def taken_back(self, kind: str, *, locale: str, since: str, limit: int) -> list[Thing]:
        """Those that are published no more, the last ones first."""
        query = (
            f"SELECT {_COLUMNS} FROM things WHERE kind = ? AND state IN ('gone', 'moved', 'withdrawn')"  # noqa: S608
            " AND locale = ? AND updated_at >= ? ORDER BY updated_at DESC, content_id LIMIT ?"
        )
        return [_thing(row) for row in self._db.execute(query, (kind, locale, since, limit))]

    def all(self) -> Iterator[Thing]:
        query = f"SELECT {_COLUMNS} FROM things ORDER BY content_id, locale"  # noqa: S608
        return map(_thing, self._db.execute(query))

    def site_key(self, locale: str) -> Key | None:
        found = next(self.of_kind("site", locale=locale), None)
        return found.key if found else None

    def locales(self) -> set[str]:
        """Locales with a live page; found by leaps along the index, so that many cost no more than few."""
        leap = "SELECT MIN(locale) FROM things WHERE kind = ? AND state = ? AND locale > ?"
        found = set()
        for kind in FOLDERS:
            locale = ""
            while locale := self._db.execute(leap, (kind, PUBLISHED, locale)).fetchone()[0] or "":
                found.add(locale)
        return found


def _thing(row: tuple[Any, ...]) -> Thing:
    content_id, locale, kind, state, path, url, published_at, updated_at, card = row
    return Thing(content_id, locale, kind, state, path, url, published_at, updated_at, json.loads(card))
