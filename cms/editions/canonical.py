"""Canonical JSON (RFC 8785) and the digests taken of it."""

import hashlib
from typing import Any

import rfc8785

Document = dict[str, Any]


def canonical_bytes(document: Document) -> bytes:
    """The one byte string of this document, equal for equal documents (RFC 8785)."""
    return rfc8785.dumps(document)


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def next_chain(previous: str, digest: str) -> str:
    """The hash of the chain before and this digest: one altered edition alters every chain after it."""
    return sha256_hex(f"{previous}{digest}".encode())
