"""The disclaimers that live articles carry: lists of articles carry them too, each once."""

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from frontend.addresses import Document

if TYPE_CHECKING:
    from frontend.mirror.things import Thing


class Disclaimers:
    """`changed` are the locales in which one appeared or went in this transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.changed: set[str] = set()

    def forget(self) -> None:
        self.changed = set()

    def replace(self, old: "Thing | None", new: "Thing", document: Document) -> None:
        before = set(old.card["disclaimers"]) if old else set()
        after = dict(zip(new.card["disclaimers"], document.get("disclaimers", ()), strict=False))
        for digest in sorted(before - after.keys()):
            self._release(new.locale, digest)
        for digest in sorted(after.keys() - before):
            self._use(new.locale, digest, after[digest])

    def shown(self, locale: str, digests: Iterable[str]) -> list[Document]:
        """These, each part once: at its newest edition, where a cascade is still on its way."""
        query = "SELECT part, edition, digest, body FROM disclaimers WHERE locale = ? AND digest = ?"
        rows = (self._db.execute(query, (locale, digest)).fetchone() for digest in sorted(set(digests)))
        return _newest(row for row in rows if row)

    def all(self, locale: str) -> list[Document]:
        query = "SELECT part, edition, digest, body FROM disclaimers WHERE locale = ?"
        return _newest(self._db.execute(query, (locale,)))

    def _use(self, locale: str, digest: str, body: Document) -> None:
        part = body["part"]
        row = (locale, digest, part["content_id"], part["edition"], json.dumps(body))
        uses = self._db.execute(
            "INSERT INTO disclaimers VALUES (?, ?, ?, ?, ?, 1)"
            " ON CONFLICT (locale, digest) DO UPDATE SET uses = uses + 1 RETURNING uses",
            row,
        ).fetchone()[0]
        if uses == 1:
            self.changed.add(locale)

    def _release(self, locale: str, digest: str) -> None:
        where = "WHERE locale = ? AND digest = ?"
        self._db.execute(f"UPDATE disclaimers SET uses = uses - 1 {where}", (locale, digest))  # noqa: S608
        if self._db.execute(f"DELETE FROM disclaimers {where} AND uses = 0", (locale, digest)).rowcount:  # noqa: S608
            self.changed.add(locale)


def _newest(rows: Iterable[tuple[Any, ...]]) -> list[Document]:
    newest: dict[str, tuple[Any, ...]] = {}
    for part, *row in rows:
        newest[part] = max(newest.get(part, tuple(row)), tuple(row))
    return [json.loads(newest[part][-1]) for part in sorted(newest)]
