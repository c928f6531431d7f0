"""Signs anew what is unsigned, or was signed with a key that no longer stands. No document changes."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .models import Edition, SigningKey
from .signing import present_key, sign_editions

BATCH = 500


class KeyInUse(ValueError):
    """The present key cannot be retired: what would editions be signed with?"""


def retire_key(kid: str) -> int:
    """Let a key stand for nothing any more, and sign its editions anew. Returns how many there were.

    Raises `KeyInUse`, and `SigningKey.DoesNotExist`.
    """
    key = SigningKey.objects.get(kid=kid)
    if key == present_key():
        raise KeyInUse("This is the present key. Set another SIGNING_KEY first.")
    SigningKey.objects.filter(kid=kid, retired_at=None).update(retired_at=timezone.now())
    return sign_unsigned()


def sign_unsigned() -> int:
    """A batch at a time, so that publishing does not wait. Returns how many there were."""
    unsigned = Edition.objects.filter(Q(key=None) | Q(key__retired_at__isnull=False))
    count = 0
    while batch := list(unsigned.only("digest", "key", "signature").order_by("pk")[:BATCH]):
        with transaction.atomic():
            sign_editions(batch)
            Edition.objects.bulk_update(batch, ["key", "signature"])
        count += len(batch)
    return count
