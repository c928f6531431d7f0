"""Cursor pages in REST framework's shape, made of stored bytes."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import QueryDict

from .cursors import AFTER, BEFORE, Place, decode_place
from .parameters import read_limit

LIMIT, MAXIMUM = 20, 100
PARAMETERS = frozenset({"cursor", "limit"})


class Row(Protocol):
    """Anything that has a place in an order."""

    @property
    def value(self) -> datetime | str | int: ...

    @property
    def pk(self) -> int: ...


SomeRow = TypeVar("SomeRow", bound=Row)


SomeModel = TypeVar("SomeModel", bound=Model)


class Page:
    """The page that a request asks for: its limit, its place, and the links to its neighbours."""

    def __init__(self, query: QueryDict, path: str, order: str) -> None:
        self.limit = read_limit(query, default=LIMIT, maximum=MAXIMUM)
        cursor = query.get("cursor")
        self.place: Place | None = decode_place(cursor, order) if cursor is not None else None
        self._order = order
        self._url = f"{settings.API_URL}/{path}"
        self._query = {name: value for name, value in sorted(query.items()) if name != "cursor"}
        self._more = False

    @property
    def backwards(self) -> bool:
        """Whether rows are to be read from the place towards the beginning."""
        return self.place is not None and self.place.side == BEFORE

    def cut(self, rows: list[SomeRow]) -> list[SomeRow]:
        """The page's own rows, in the list's order, of those read: one more than the limit, or backwards."""
        self._more = len(rows) > self.limit
        rows = rows[: self.limit]
        return rows[::-1] if self.backwards else rows

    def newest(self, rows: "QuerySet[SomeModel]", column: str) -> "QuerySet[SomeModel]":
        """Of rows in the falling order of a column that only grows, those from the place on, and one more."""
        order = f"-{column}"
        if self.place and self.place.side == AFTER:
            rows = rows.filter(**{f"{column}__lt": self.place.pk})
        elif self.place:
            rows, order = rows.filter(**{f"{column}__gt": self.place.pk}), column
        return rows.order_by(order)[: self.limit + 1]

    def links(self, rows: Sequence[Row]) -> dict[str, str | None]:
        """The addresses of the next and the previous page."""
        has_next = self._more or self.backwards
        has_previous = self._more if self.backwards else self.place is not None
        return {
            "next": self._link(AFTER, rows[-1]) if rows and has_next else None,
            "previous": self._link(BEFORE, rows[0]) if rows and has_previous else None,
        }

    def render(self, rows: Sequence[Row], results: Sequence[bytes]) -> bytes:
        """The page around results that are bytes already."""
        head = json.dumps(self.links(rows), separators=(",", ":"))
        return b'%s,"results":[%s]}' % (head[:-1].encode(), b",".join(results))

    def _link(self, side: bytes, row: Row) -> str:
        cursor = Place(side, self._order, row.value, row.pk).encode()
        return f"{self._url}?{urlencode({**self._query, 'cursor': cursor})}"
