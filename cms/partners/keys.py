"""Keys: `aftercare_<name>_<secret>`, of which the hub keeps the secret's SHA-256 alone."""

import hashlib
import hmac
import secrets
from datetime import datetime

from .models import PartnerKey

PREFIX = "aftercare"
_NAME_BYTES, _SECRET_BYTES = 6, 24


def new_name() -> str:
    return secrets.token_hex(_NAME_BYTES)


def new_secret() -> str:
    return secrets.token_hex(_SECRET_BYTES)


def digest_of(secret: str) -> str:
    """The secret is as random as the digest is long, so it needs no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_partner_key(text: str) -> bool:
    return text.startswith(f"{PREFIX}_")


def find_key(text: str, at: datetime) -> PartnerKey | None:
    """The key that this is, with its partner, if it opens anything now. Nobody is told why it does not."""
    prefix, _, rest = text.partition("_")
    name, _, secret = rest.partition("_")
    if prefix != PREFIX or not secret:
        return None
    key = PartnerKey.objects.valid(at).filter(name=name).select_related("partner").first()
    return key if key and hmac.compare_digest(digest_of(secret), key.digest) else None
