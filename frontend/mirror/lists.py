"""Who is listed where, in the order of first publication, each at a position counted from the oldest.

What is published goes to the end and moves nothing; only what leaves, or comes back, moves what is after it.
A list is named by the folder of a kind (`articles`), by the `content_id` of a topic, or, where it is of the
guides to which a topic or an article belongs, by both (`guides/…`).
"""

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontend.mirror.things import Thing

ListKey = tuple[str, str]
# Where something stands until its list is numbered: after all others.
_NEW = 1 << 40


@dataclass
class Touched:
    """A list's length before, the first position that means another thing now, and who changed where."""

    before: int
    first: int = _NEW
    changed: set[tuple[str, str]] = field(default_factory=set)
    positions: set[int] = field(default_factory=set)

    @property
    def moved(self) -> bool:
        return self.first < _NEW


class Lists:
    """While a new mirror is filled, nothing is numbered: `number_all` does it once at the end."""

    def __init__(self, db: sqlite3.Connection, *, filling: bool) -> None:
        self._db = db
        self._filling = filling
        self._touched: dict[ListKey, Touched] = {}

    def replace(self, old: "Thing | None", new: "Thing") -> None:
        """Put a thing where it belongs now; `number` must follow."""
        before = {(name, old.published_at) for name in old.card["lists"]} if old else set()
        after = {(name, new.published_at) for name in new.card["lists"]}
        for name, published_at in before - after:
            self._remove((new.locale, name), published_at, new.content_id)
        for name, published_at in after - before:
            self._insert((new.locale, name), published_at, new.content_id)
        for name, published_at in after if not self._filling else ():
            self._touch((new.locale, name)).changed.add((published_at, new.content_id))

    def number(self) -> dict[ListKey, Touched]:
        """Number what is not numbered yet; what happened to each list since this was last done."""
        touched, self._touched = self._touched, {}
        for key, what in touched.items():
            if what.moved:
                self._number_from(key, what.first)
            what.positions = {self._position(key, entry) for entry in what.changed}
        return touched

    def forget(self) -> None:
        self._touched = {}

    def number_all(self) -> None:
        self._filling = False
        for key in self._db.execute("SELECT DISTINCT locale, list FROM entries").fetchall():
            self._number_from(key, 0)

    def length(self, locale: str, name: str) -> int:
        query = "SELECT MAX(position) FROM entries WHERE locale = ? AND list = ? AND position < ?"
        last = self._db.execute(query, (locale, name, _NEW)).fetchone()[0]
        return 0 if last is None else int(last) + 1

    def _touch(self, key: ListKey) -> Touched:
        if key not in self._touched:
            self._touched[key] = Touched(self.length(*key))
        return self._touched[key]

    def _remove(self, key: ListKey, published_at: str, content_id: str) -> None:
        entry = (published_at, content_id)
        if not self._filling:
            what = self._touch(key)
            what.first = min(what.first, self._position(key, entry))
        where = "locale = ? AND list = ? AND published_at = ? AND content_id = ?"
        self._db.execute(f"DELETE FROM entries WHERE {where}", (*key, *entry))  # noqa: S608

    def _insert(self, key: ListKey, published_at: str, content_id: str) -> None:
        if not self._filling:
            what = self._touch(key)
            place = self._place_of(key, published_at, content_id)
            what.first = min(what.first, what.before if place is None else place)
        row = (*key, published_at, content_id, _NEW)
        self._db.execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", row)

    def _place_of(self, key: ListKey, published_at: str, content_id: str) -> int | None:
        """The position that a newcomer takes from another; None if it comes last."""
        after = self._db.execute(
            "SELECT position FROM entries WHERE locale = ? AND list = ?"
            " AND (published_at, content_id) > (?, ?) AND position < ?"
            " ORDER BY published_at, content_id LIMIT 1",
            (*key, published_at, content_id, _NEW),
        ).fetchone()
        return after[0] if after else None

    def _position(self, key: ListKey, entry: tuple[str, str]) -> int:
        where = "locale = ? AND list = ? AND published_at = ? AND content_id = ?"
        found = self._db.execute(f"SELECT position FROM entries WHERE {where}", (*key, *entry))  # noqa: S608
        return int(found.fetchone()[0])

    def _number_from(self, key: ListKey, first: int) -> None:
        self._db.execute(
            "UPDATE entries SET position = numbered.place FROM ("
            " SELECT published_at, content_id,"
            "  :first - 1 + ROW_NUMBER() OVER (ORDER BY published_at, content_id) AS place"
            " FROM entries WHERE locale = :locale AND list = :list AND position >= :first) AS numbered"
            " WHERE entries.locale = :locale AND entries.list = :list"
            " AND entries.published_at = numbered.published_at AND entries.content_id = numbered.content_id",
            {"locale": key[0], "list": key[1], "first": first},
        )
