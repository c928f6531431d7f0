"""Files that are due: what to write or remove before the folder is as the mirror says.

They are noted in the transaction that changes the mirror, and struck out once they are written. Whoever is
killed in between finds them here. A file may be noted for nothing; it is then found to be right already.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Rank(IntEnum):
    """The order of writing."""

    PAGE = 0
    STATES = 1
    FRONT = 2
    MAP = 3
    BACK = 4
    ANEW = 5


@dataclass(frozen=True)
class Target:
    """A file, and by which maker it is made, out of what."""

    name: str
    maker: str
    arguments: tuple[Any, ...] = ()
    rank: Rank = Rank.PAGE


class Due:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, targets: Iterable[Target], *, rank: Rank | None = None) -> None:
        self._db.executemany(
            "INSERT INTO due (name, rank, maker, arguments) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET rank = MIN(rank, excluded.rank)",
            (
                (each.name, each.rank if rank is None else rank, each.maker, json.dumps(each.arguments))
                for each in targets
            ),
        )

    def next(self, most: int, *, up_to: Rank) -> list[Target]:
        query = "SELECT name, maker, arguments, rank FROM due WHERE rank <= ? ORDER BY rank, id LIMIT ?"
        return [
            Target(name, maker, tuple(json.loads(arguments)), Rank(rank))
            for name, maker, arguments, rank in self._db.execute(query, (up_to, most))
        ]

    def strike(self, targets: Iterable[Target]) -> None:
        self._db.executemany("DELETE FROM due WHERE name = ?", ((each.name,) for each in targets))

    def any(self, *, up_to: Rank = Rank.ANEW) -> bool:
        return self._db.execute("SELECT 1 FROM due WHERE rank <= ? LIMIT 1", (up_to,)).fetchone() is not None
