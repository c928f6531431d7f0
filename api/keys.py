"""Keys by which programs say who asks: those that operators give (`API_KEYS`), and partners' own.

What is public stays public, and the same for everybody: a key only changes how often its owner may ask.
Partners read what is theirs under addresses of their own (api/partner).
"""

import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.request import Request

from cms.partners.keys import find_key, is_partner_key

from .problems import Problem

_SCHEME = "bearer "


def owner_of(request: Request | HttpRequest) -> str | None:
    """Whose key came in `Authorization: Bearer …` (RFC 6750), if one did. An unknown one is a problem."""
    text = read_key(request)
    if text is None:
        return None
    owner = _partner_of(text) if is_partner_key(text) else _owner_of(text)
    if owner is None:
        raise unknown_key()
    return owner


def read_key(request: Request | HttpRequest) -> str | None:
    """The text of the key that came; none if no header did."""
    header: str = request.META.get("HTTP_AUTHORIZATION", "")
    if not header:
        return None
    if header[: len(_SCHEME)].lower() != _SCHEME:
        raise unknown_key()
    return header[len(_SCHEME) :].strip()


def unknown_key() -> Problem:
    return Problem("unknown-key", "This key is not known. Leave the header “Authorization” out, or mend it.")


def _partner_of(text: str) -> str | None:
    key = find_key(text, timezone.now())
    return f"partner:{key.partner_id}" if key else None


def _owner_of(text: str) -> str | None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    for owner, known in settings.API_KEYS.items():
        if hmac.compare_digest(digest, known):
            return str(owner)
    return None
