"""A local copy of what the hub publishes, with our place in its feed: one SQLite file beside each release."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Self

from frontend.addresses import Document

Key = tuple[str, str]

SCHEMA = """
CREATE TABLE IF NOT EXISTS things (
    content_id TEXT, locale TEXT, kind TEXT NOT NULL, listing TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (content_id, locale)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
# What only an article's own page needs is left out of the short form that lists are made from.
LONG = frozenset({"body", "body_html", "body_markdown"})


class Mirror:
    """Things by (`content_id`, `locale`), and notes: the cursor, the default locale, the fingerprint."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._db.executescript(SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: whoever is killed inside finds the old state, old cursor included."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def store(self, document: Document, *, kind: str) -> Key:
        key = (str(document["content_id"]), str(document["locale"]))
        listing = {name: value for name, value in document.items() if name not in LONG}
        row = (*key, kind, json.dumps(listing), json.dumps(document))
        self._db.execute("INSERT OR REPLACE INTO things VALUES (?, ?, ?, ?, ?)", row)
        return key

    def listings(self) -> list[tuple[str, Document]]:
        """Every thing's kind and short form, in an order that does not depend on history."""
        query = "SELECT kind, listing FROM things ORDER BY content_id, locale"
        with closing(self._db.execute(query)) as rows:
            return [(kind, json.loads(listing)) for kind, listing in rows]

    def document(self, key: Key) -> Document:
        query = "SELECT document FROM things WHERE content_id = ? AND locale = ?"
        row = self._db.execute(query, key).fetchone()
        document: dict[str, Any] = json.loads(row[0])
        return document

    def note(self, name: str) -> str:
        row = self._db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_note(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))
