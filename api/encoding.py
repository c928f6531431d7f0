"""gzip and br, for readers who take them. An answer that many ask for is compressed once per process.

The proxy in front does not compress: it would not know how to tell the digest of what it made.
"""

import gzip
import hashlib
from base64 import b64encode
from functools import lru_cache

import brotli

CODINGS = ("br", "gzip")
SMALLEST = 1000
"""Fewer bytes fit into one packet anyway."""
_KEPT = 64 * 1024


def is_compressible(content_type: str) -> bool:
    return content_type.startswith("text/") or any(
        word in content_type for word in ("json", "javascript", "xml")
    )


@lru_cache(maxsize=256)
def choose_coding(accepted: str) -> str:
    """The best of our codings that an `Accept-Encoding` takes (RFC 9110, 12.5.3), or none."""
    wanted = {}
    for each in accepted.lower().split(","):
        name, _, weight = each.partition(";")
        wanted[name.strip()] = _weight(weight)
    anything = wanted.get("*", 0.0)
    best = max(CODINGS, key=lambda coding: wanted.get(coding, anything))
    return best if wanted.get(best, anything) > 0 else ""


def compress(content: bytes, coding: str) -> tuple[bytes, str]:
    """The compressed bytes and the digest of these."""
    return _kept(content, coding) if len(content) <= _KEPT else _compress(content, coding)


def digest_of(content: bytes) -> str:
    """A `Content-Digest` (RFC 9530)."""
    return tell_digest(hashlib.sha256(content).digest())


def tell_digest(digest: bytes) -> str:
    return f"sha-256=:{b64encode(digest).decode()}:"


def _weight(text: str) -> float:
    name, _, value = text.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _compress(content: bytes, coding: str) -> tuple[bytes, str]:
    if coding == "br":
        compressed = brotli.compress(content, quality=5)
    else:
        # Without the time, the same bytes are compressed to the same bytes.
        compressed = gzip.compress(content, compresslevel=6, mtime=0)
    return compressed, digest_of(compressed)


_kept = lru_cache(maxsize=256)(_compress)
