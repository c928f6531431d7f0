"""How current a partner is: what it reads, what of it is old, and what it has not acknowledged."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Sum
from django.utils import timezone

from cms.editions.models import State, Thing
from cms.partners.models import Acknowledgement, Partner
from cms.partners.sight import told_to

DAYS = 30
SHOWN = 20


@dataclass(frozen=True)
class Outdated:
    """A thing whose newest edition the partner's keys have not read, and what they read instead."""

    title: str
    locale: str
    edition: int
    current: int
    state: str
    last_read_on: date


def summarise_reads(partner: Partner) -> dict[str, Any]:
    """How many reads there were in the last days, of how many things, and when the last one was."""
    since = timezone.localdate() - timedelta(days=DAYS)
    reads = partner.reads.filter(day__gt=since)
    told: dict[str, Any] = reads.aggregate(
        reads=Sum("reads", default=0), things=Count("content_id", distinct=True), last=Max("day")
    )
    return told


def find_outdated(partner: Partner) -> list[Outdated]:
    """Whoever read an edition and not the one after it may still show it, unless it says that it does not."""
    newest = partner.reads.values("content_id", "locale").annotate(edition=Max("edition"), last=Max("day"))
    rows = {(row["content_id"], row["locale"]): row for row in newest}
    things = Thing.objects.filter(
        content_id__in={content_id for content_id, _ in rows}, current__isnull=False
    )
    said = _acknowledged(partner)
    found = [
        Outdated(thing.title, thing.locale, row["edition"], thing.current.number, thing.state, row["last"])
        for thing in things.select_related("current").defer("current__document", "current__listing")
        if (row := rows.get((thing.content_id, thing.locale)))
        and row["edition"] < thing.current.number
        and (thing.content_id, thing.locale, thing.current.number) not in said
    ]
    return sorted(found, key=lambda each: (each.last_read_on, each.title))


def find_notices(partner: Partner) -> list[Any]:
    """The newest things that were taken back from it, each with when it acknowledged that, if it did."""
    things = Thing.objects.filter(told_to(partner.pk), state=State.WITHDRAWN)
    shown = list(things.select_related("current").defer("current__listing").order_by("-sequence")[:SHOWN])
    said = _acknowledged(partner)
    return [(thing, said.get((thing.content_id, thing.locale, thing.current.number))) for thing in shown]


def _acknowledged(partner: Partner) -> dict[tuple[UUID, str, int], Acknowledgement]:
    """What it said of which notice."""
    return {(row.content_id, row.locale, row.edition): row for row in partner.acknowledgements.all()}
