"""Opaque cursors: a place in an order that later publications do not move."""

import base64
import binascii
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from .problems import Problem

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = struct.Struct(">cqq")
_FEED = struct.Struct(">cq8s")
AFTER, BEFORE, _CHANGE = b"a", b"b", b"c"


@dataclass(frozen=True)
class Place:
    """A row of a list, and the side of it that is meant."""

    side: bytes
    moment: datetime
    pk: int

    def encode(self) -> str:
        micros = (self.moment - _EPOCH) // timedelta(microseconds=1)
        return _encode(_PLACE.pack(self.side, micros, self.pk))


@dataclass(frozen=True)
class FeedPlace:
    """An edition's place in the ledger, and how the chain began there: after a restore the two disagree."""

    sequence: int
    chain: str

    def encode(self) -> str:
        return _encode(_FEED.pack(_CHANGE, self.sequence, bytes.fromhex(self.chain[:16])))

    def is_in(self, chain: str | None) -> bool:
        """Whether the ledger's chain at this sequence is the one that this cursor saw."""
        return chain is not None and chain[:16] == self.chain


START = FeedPlace(0, "0" * 16)


def decode_place(cursor: str) -> Place:
    side, micros, pk = _decode(_PLACE, cursor)
    if side not in (AFTER, BEFORE) or pk < 0:
        raise _not_ours()
    try:
        return Place(side, _EPOCH + timedelta(microseconds=micros), pk)
    except OverflowError as error:
        raise _not_ours() from error


def decode_feed_place(cursor: str) -> FeedPlace:
    side, sequence, chain = _decode(_FEED, cursor)
    if side != _CHANGE or sequence < 0:
        raise _not_ours()
    return FeedPlace(sequence, chain.hex())


def _encode(packed: bytes) -> str:
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _decode(form: struct.Struct, cursor: str) -> tuple[Any, ...]:
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        unpacked = form.unpack(packed)
    except (binascii.Error, struct.error, ValueError) as error:
        raise _not_ours() from error
    # Base64 has several spellings of the same bytes; only the one that was given out is ours.
    if _encode(packed) != cursor:
        raise _not_ours()
    return unpacked


def _not_ours() -> Problem:
    return Problem("invalid-cursor", "This cursor was not given out here. Leave it out to start anew.")
