"""Destroys the words of old editions. Numbers, digests and the chain stay, to be checked."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from .models import SIDEWAYS, Edition, Inclusion
from .services import lock_ledger


class RedactionRefused(ValueError):
    """Nothing was destroyed. The message says what to do first."""


def find_redactable(content_id: UUID, locale: str, numbers: Collection[int]) -> list[Edition]:
    """These editions of a thing, and every edition that holds one of them, in the ledger's order.

    Raises `RedactionRefused` if one is unknown, or if one is shown now.
    """
    own = Q(thing__content_id=content_id, thing__locale=locale, number__in=numbers)
    holding = Inclusion.objects.exclude(role__in=SIDEWAYS).filter(
        content_id=content_id, locale=locale, number__in=numbers
    )
    asked = Q(pk__in=holding.values("edition"))
    editions = list(Edition.objects.select_related("thing").filter(own | asked).order_by("sequence"))
    key = (content_id, locale)
    known = {each.number for each in editions if (each.thing.content_id, each.thing.locale) == key}
    if unknown := sorted(set(numbers) - known):
        raise RedactionRefused(f"There is no edition {unknown[0]} of {content_id} in “{locale}”.")
    for edition in editions:
        if edition.thing.current_id == edition.pk:
            raise RedactionRefused(
                f"“{edition.thing.title}”, {edition.thing.kind}, shows it now, in edition {edition.number}. "
                "Publish it without those words, or withdraw it, wait until all that includes it has "
                "followed, and redact then."
            )
    return [edition for edition in editions if edition.redacted_at is None]


def redact_editions(editions: Sequence[Edition], at: datetime) -> None:
    """Destroy the stored bytes of editions that `find_redactable` found, in a transaction of its own."""
    with transaction.atomic():
        lock_ledger()
        for edition in editions:
            edition.document = edition.listing = b""
            edition.redacted_at = at
        Edition.objects.bulk_update(editions, ["document", "listing", "redacted_at"], batch_size=500)
