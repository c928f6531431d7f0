"""The public keys that editions are signed with."""

import json
from typing import Any

from django.http import HttpRequest

from cms.editions.models import SigningKey

from ..answers import Answer, composed
from .read import ReadView

MEDIA_TYPE = "application/jwk-set+json"
FRESH = 300


class KeySetView(ReadView):
    """A JSON Web Key Set (RFC 7517). A key leaves it when it no longer stands for anything."""

    schema = None
    parameters = frozenset()
    offers = (MEDIA_TYPE, "application/json")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        keys = SigningKey.objects.filter(retired_at=None).order_by("-created_at", "kid")
        told = {"keys": [_tell(key) for key in keys]}
        return composed(json.dumps(told).encode(), content_type=MEDIA_TYPE, max_age=FRESH)


def _tell(key: SigningKey) -> dict[str, str]:
    """As RFC 8037 writes an Ed25519 key."""
    return {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": key.kid, "x": key.x}
