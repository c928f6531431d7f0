"""A local copy of what the hub publishes, with our place in its feed: one SQLite file beside each release.

It is kept so that every list of the site is a query, and a change of one thing touches a handful of rows.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from frontend.addresses import Document
from frontend.mirror.claims import Claims, Role
from frontend.mirror.disclaimers import Disclaimers
from frontend.mirror.due import Due
from frontend.mirror.lists import Lists, Touched
from frontend.mirror.origins import Origins
from frontend.mirror.schema import SCHEMA, SCHEMA_VERSION
from frontend.mirror.things import Key, Thing, Things, guides_with

__all__ = ["SCHEMA_VERSION", "Key", "Mirror", "Role", "Thing", "Touched", "guides_with"]


class Mirror:
    """Things by (`content_id`, `locale`), what they claim, where they are listed, and files that are due."""

    def __init__(self, path: Path, *, new: bool = False) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
        if new:
            self._db.executescript(SCHEMA)
        # Who is killed loses nothing; after a power cut we may find an older state, and follow from there.
        self._db.execute("PRAGMA synchronous = NORMAL")
        self.things = Things(self._db)
        self.claims = Claims(self._db)
        self.lists = Lists(self._db, filling=new)
        self.disclaimers = Disclaimers(self._db)
        self.origins = Origins(self._db)
        self.due = Due(self._db)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: whoever is killed inside finds the old state, old cursor included."""
        for part in (self.lists, self.disclaimers, self.origins):
            part.forget()
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def store(self, document: Document, *, kind: str) -> tuple[Thing | None, Thing]:
        """Replace a thing whole; the thing as it was, and as it is. Lists are numbered afterwards."""
        new = Thing.of(document, kind=kind)
        old = self.things.find(new.key)
        self.things.store(new, document)
        self.claims.replace(old, new)
        self.lists.replace(old, new)
        self.disclaimers.replace(old, new, document)
        if kind == "image":
            self.origins.replace(new.key, document)
        return old, new

    def site(self, locale: str) -> Document:
        """The clinic in this locale, or, if it has no profile in it, in the default one."""
        key = self.things.site_key(locale) or self.things.site_key(self.note("default_locale"))
        return self.things.document(key) if key else {}

    def locales(self) -> list[str]:
        """The locales that have a home: the default one first, and all that have something to show."""
        default = self.note("default_locale")
        return [default, *sorted(self.things.locales() - {default})]

    def note(self, name: str) -> str:
        row = self._db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_note(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))
