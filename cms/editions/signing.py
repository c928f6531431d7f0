"""Signs editions: Ed25519 (RFC 8032) over the digest as the feed writes it, `sha-256:` and 64 hexadecimals.

Who has a document can tell that this hub published it, wherever it came from. Signature and key are columns:
a new key changes no document.
"""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .models import Edition, SigningKey


def sign_editions(editions: list[Edition]) -> None:
    """Sign these with the present key. They are not saved."""
    key = present_key()
    for edition in editions:
        edition.key = key
        edition.signature = _encode(_private_key(settings.SIGNING_KEY).sign(_signed(edition)))


def is_signed(edition: Edition) -> bool:
    """Whether the edition's signature is valid, by a key that still stands."""
    if edition.key is None or edition.key.retired_at:
        return False
    public = Ed25519PublicKey.from_public_bytes(_decode(edition.key.x))
    try:
        public.verify(_decode(edition.signature), _signed(edition))
    except (InvalidSignature, ValueError):
        return False
    return True


def present_key() -> SigningKey:
    """The public half of the key in the settings, remembered for as long as anything is signed with it."""
    public = _private_key(settings.SIGNING_KEY).public_key().public_bytes_raw()
    x = _encode(public)
    return SigningKey.objects.get_or_create(kid=thumbprint(x), defaults={"x": x})[0]


def thumbprint(x: str) -> str:
    """The key's name: RFC 7638, for a public key of RFC 8037."""
    members = f'{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}'
    return _encode(hashlib.sha256(members.encode()).digest())


@lru_cache(maxsize=4)
def _private_key(seed: str) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(_decode(seed))
    except ValueError as error:
        raise ImproperlyConfigured("SIGNING_KEY is 32 random bytes in base64url.") from error


def _signed(edition: Edition) -> bytes:
    return f"sha-256:{edition.digest}".encode()


def _encode(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
