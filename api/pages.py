"""Cursor pages in REST framework's shape, made of stored bytes."""

import json
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from .cursors import AFTER, BEFORE, Place, decode_place
from .parameters import read_limit

LIMIT, MAXIMUM = 20, 100
PARAMETERS = frozenset({"cursor", "limit"})


class Row(Protocol):
    """Anything that has a place in an order."""

    @property
    def moment(self) -> "object": ...

    @property
    def pk(self) -> int: ...


class Page:
    """The page that a request asks for: its limit, its place, and the links to its neighbours."""

    def __init__(self, request: HttpRequest, path: str) -> None:
        self.limit = read_limit(request.GET, default=LIMIT, maximum=MAXIMUM)
        cursor = request.GET.get("cursor")
        self.place: Place | None = decode_place(cursor) if cursor is not None else None
        self._url = f"{settings.API_URL}/{path}"
        self._query = {name: value for name, value in sorted(request.GET.items()) if name != "cursor"}
        self._more = False

    def cut(self, rows: list[Row]) -> list[Row]:
        """The page's own rows, in the list's order, of those read: one more than the limit, or backwards."""
        self._more = len(rows) > self.limit
        rows = rows[: self.limit]
        return rows[::-1] if self._backwards else rows

    def render(self, rows: Sequence[Row], results: Sequence[bytes]) -> bytes:
        """The page around results that are bytes already."""
        has_next = self._more or self._backwards
        has_previous = self._more if self._backwards else self.place is not None
        following = self._link(AFTER, rows[-1]) if rows and has_next else None
        previous = self._link(BEFORE, rows[0]) if rows and has_previous else None
        head = json.dumps({"next": following, "previous": previous}, separators=(",", ":"))
        return b'%s,"results":[%s]}' % (head[:-1].encode(), b",".join(results))

    @property
    def _backwards(self) -> bool:
        return self.place is not None and self.place.side == BEFORE

    def _link(self, side: bytes, row: Row) -> str:
        cursor = Place(side, row.moment, row.pk).encode()  # type: ignore[arg-type]
        return f"{self._url}?{urlencode({**self._query, 'cursor': cursor})}"
