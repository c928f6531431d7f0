"""Where images are loaded from: a page's policy names these places."""

import sqlite3

from frontend.addresses import Document, origin_of


class Origins:
    """`changed` once a place appeared or went in this transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.changed = False

    def forget(self) -> None:
        self.changed = False

    def replace(self, key: tuple[str, str], image: Document) -> None:
        before = self.all()
        self._db.execute("DELETE FROM origins WHERE content_id = ? AND locale = ?", key)
        found = {origin_of(source["url"]) for source in image.get("sources", ())}
        self._db.executemany("INSERT INTO origins VALUES (?, ?, ?)", ((origin, *key) for origin in found))
        self.changed |= before != self.all()

    def all(self) -> set[str]:
        """Found by leaps along the index, so that many images cost no more than few."""
        found, origin = set(), ""
        leap = "SELECT MIN(origin) FROM origins WHERE origin > ?"
        while origin := self._db.execute(leap, (origin,)).fetchone()[0] or "":
            found.add(origin)
        return found
