"""Keys that operators give to programs which ask more often than readers do (`API_KEYS`).

What is public stays public, and the same for everybody: a key only changes how often its owner may ask.
"""

import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request

from .problems import Problem

_SCHEME = "bearer "


def owner_of(request: Request | HttpRequest) -> str | None:
    """Whose key came in `Authorization: Bearer …` (RFC 6750), if one did. An unknown one is a problem."""
    header: str = request.META.get("HTTP_AUTHORIZATION", "")
    if not header:
        return None
    if header[: len(_SCHEME)].lower() == _SCHEME:
        digest = hashlib.sha256(header[len(_SCHEME) :].strip().encode()).hexdigest()
        for owner, known in settings.API_KEYS.items():
            if hmac.compare_digest(digest, known):
                return str(owner)
    raise Problem("unknown-key", "This key is not known. Leave the header “Authorization” out, or mend it.")
