"""Opaque cursors: a place in an order that later publications do not move."""

import base64
import binascii
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .problems import Problem

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = struct.Struct(">cBq")
_NUMBER = struct.Struct(">q")
_FEED = struct.Struct(">cq8s")
_PARTNER_FEED = struct.Struct(">cq8sI")
AFTER, BEFORE, _CHANGE, _PARTNER_CHANGE = b"a", b"b", b"c", b"p"


ORDERS = (
    *("-published_at", "published_at", "-updated_at", "updated_at", "-title", "title"),
    *("submitted_at", "-sequence", "-rank"),
)
"""Every order that a list may have. A cursor names its own by the place here, which must never change."""


@dataclass(frozen=True)
class Place:
    """A row of a list in some order, and the side of it that is meant."""

    side: bytes
    order: str
    value: datetime | str | int
    pk: int

    def encode(self) -> str:
        head = _PLACE.pack(self.side, ORDERS.index(self.order), self.pk)
        return _encode(head + _pack_value(self.value))


@dataclass(frozen=True)
class FeedPlace:
    """An edition's place in the ledger, and how the chain began there: after a restore the two disagree.

    In a partner's feed it names, too, the generation of what that partner may read; in everybody's that is 0.
    """

    sequence: int
    chain: str
    generation: int = 0

    def encode(self) -> str:
        chain = bytes.fromhex(self.chain[:16])
        if self.generation:
            return _encode(_PARTNER_FEED.pack(_PARTNER_CHANGE, self.sequence, chain, self.generation))
        return _encode(_FEED.pack(_CHANGE, self.sequence, chain))

    def is_in(self, chain: str | None) -> bool:
        """Whether the ledger's chain at this sequence is the one that this cursor saw."""
        return chain is not None and chain[:16] == self.chain


def decode_place(cursor: str, order: str) -> Place:
    """Raises a problem for what was not given out here, or by a list in another order."""
    packed = _unpack(cursor)
    try:
        side, place, pk = _PLACE.unpack(packed[: _PLACE.size])
        value = _unpack_value(packed[_PLACE.size :], order)
    except (struct.error, OverflowError, UnicodeDecodeError) as error:
        raise _not_ours() from error
    if side not in (AFTER, BEFORE) or pk < 0 or ORDERS[place : place + 1] != (order,):
        raise _not_ours()
    return Place(side, order, value, pk)


def decode_feed_place(cursor: str, generation: int = 0) -> FeedPlace:
    """Of a partner's feed, an older generation begins anew: other things may be read since."""
    form, own = (_PARTNER_FEED, _PARTNER_CHANGE) if generation else (_FEED, _CHANGE)
    try:
        side, sequence, chain, *given = form.unpack(_unpack(cursor))
    except struct.error as error:
        raise _not_ours() from error
    if side != own or sequence < 0:
        raise _not_ours()
    if given not in ([], [generation]):
        return start_of(generation)
    return FeedPlace(sequence, chain.hex(), generation)


def start_of(generation: int = 0) -> FeedPlace:
    """Where a feed begins."""
    return FeedPlace(0, "0" * 16, generation)


def _pack_value(value: datetime | str | int) -> bytes:
    if isinstance(value, str):
        return value.encode()
    return _NUMBER.pack(value if isinstance(value, int) else (value - _EPOCH) // timedelta(microseconds=1))


def _unpack_value(packed: bytes, order: str) -> datetime | str | int:
    if not order.endswith("title"):
        number: int = _NUMBER.unpack(packed)[0]
        return number if order == "-rank" else _EPOCH + timedelta(microseconds=number)
    if b"\0" in packed:
        raise _not_ours()
    return packed.decode()


def _encode(packed: bytes) -> str:
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _unpack(cursor: str) -> bytes:
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise _not_ours() from error
    # Base64 has several spellings of the same bytes; only the one that was given out is ours.
    if _encode(packed) != cursor:
        raise _not_ours()
    return packed


def _not_ours() -> Problem:
    return Problem("invalid-cursor", "This cursor was not given out here. Leave it out to start anew.")
