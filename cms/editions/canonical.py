"""Canonical JSON (RFC 8785) and the digests taken of it."""

import hashlib
import json
from typing import Any

import rfc8785

Document = dict[str, Any]
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)
_SAFE = 2**53 - 1


def canonical_bytes(document: Document) -> bytes:
    """The one byte string of this document, equal for equal documents (RFC 8785).

    Where there is nothing in which Python's own, far faster encoder differs from the standard's, it is used.
    """
    if _is_plain(document):
        return _ENCODER.encode(document).encode()
    return rfc8785.dumps(document)


def _is_plain(value: Any) -> bool:
    """Neither fractions nor large numbers, which are written differently, nor keys that sort differently."""
    if type(value) is str or value is None or value is True or value is False:
        return True
    if type(value) is dict:
        return all(type(key) is str and key.isascii() and _is_plain(each) for key, each in value.items())
    if type(value) is list:
        return all(map(_is_plain, value))
    return type(value) is int and -_SAFE <= value <= _SAFE


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def next_chain(previous: str, digest: str) -> str:
    """The hash of the chain before and this digest: one altered edition alters every chain after it."""
    return sha256_hex(f"{previous}{digest}".encode())
