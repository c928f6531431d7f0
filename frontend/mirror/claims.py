"""Who answers at a path: a page before a redirect from the same path, and a redirect before a notice."""

import sqlite3
from collections.abc import Iterator
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontend.mirror.things import Thing


class Role(IntEnum):
    PAGE = 0
    REDIRECT = 1
    NOTICE = 2


class Claims:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def replace(self, old: "Thing | None", new: "Thing") -> None:
        before = old.claims if old else set()
        rows = [(new.locale, path, role, new.content_id) for path, role in before - new.claims]
        self._db.executemany(
            "DELETE FROM claims WHERE locale = ? AND path = ? AND role = ? AND content_id = ?", rows
        )
        rows = [(new.locale, path, role, new.content_id) for path, role in new.claims - before]
        self._db.executemany("INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?)", rows)

    def holder(self, locale: str, path: str) -> tuple[str, Role] | None:
        """The `content_id` of who answers here, and as what."""
        query = "SELECT content_id, role FROM claims WHERE locale = ? AND path = ? ORDER BY role, content_id"
        row = self._db.execute(f"{query} LIMIT 1", (locale, path)).fetchone()
        return (row[0], Role(row[1])) if row else None

    def are_alone(self, locale: str, paths: set[str]) -> bool:
        """Whether at most one thing wants each of these paths."""
        query = "SELECT COUNT(*) FROM claims WHERE locale = ? AND path = ?"
        return all(self._db.execute(query, (locale, path)).fetchone()[0] < 2 for path in paths)

    def without_page(self) -> Iterator[tuple[str, str, Role, str]]:
        """(locale, path, role, `content_id`) of each path that answers with something else than a page."""
        return (
            (locale, path, Role(role), content_id)
            for locale, path, role, content_id in self._db.execute(
                "SELECT locale, path, role, content_id FROM claims AS claim WHERE role > 0 AND NOT EXISTS ("
                " SELECT 1 FROM claims AS stronger WHERE stronger.locale = claim.locale"
                " AND stronger.path = claim.path"
                " AND (stronger.role, stronger.content_id) < (claim.role, claim.content_id))"
                " ORDER BY locale, path"
            )
        )
