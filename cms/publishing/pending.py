"""The only code that writes what is pending: it begins cascades, postpones, claims, and is done with."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, Exists, F, JSONField, OuterRef, QuerySet, Value, When
from django.dispatch import Signal
from django.utils import timezone

from cms.editions.models import Thing
from cms.library.given import Document

from .kinds import MODELS, rank_of
from .models import Cascade, PendingRecompile
from .services import TRY_AGAIN
from .work import BATCH

CLAIM = timedelta(seconds=30)
"""A worker that has not finished its batch by then is taken for dead."""
postponed = Signal()
"""Sent when a cascade has something to do. Nothing depends on it: the scheduler looks every second."""
_COLUMNS = ("cascade", "content_id", "locale", "rank", "urgent", "because")


def begin_cascade(part: Thing, *, urgent: bool) -> Cascade:
    """The cascade of a part that many things hold."""
    return Cascade.objects.create(
        content_id=part.content_id, locale=part.locale, title=part.title, urgent=urgent
    )


def postpone(things: "QuerySet[Thing]", cascade: Cascade, because: Document, *, again: bool = True) -> int:
    """Leave these to the background, in rows that commit with the part's edition; returns how many.

    With `again` false, what waits already is not added a second time. Under the ledger's lock, where no
    waiting thing is being compiled.
    """
    if not again:
        waiting = PendingRecompile.objects.filter(
            content_id=OuterRef("content_id"), locale=OuterRef("locale")
        )
        things = things.exclude(Exists(waiting))
    count = _insert(things.annotate(**_row(cascade, because)).values_list(*_ROW))
    Cascade.objects.filter(pk=cascade.pk).update(total=F("total") + count)
    if count and again:
        postponed.send(Cascade)
    return count


_ROW = ("row_cascade", "content_id", "locale", "row_rank", "row_urgent", "row_because")


def _row(cascade: Cascade, because: Document) -> dict[str, Any]:
    ranks = (When(kind=kind, then=Value(rank_of(kind))) for kind in MODELS)
    return {
        "row_cascade": Value(cascade.pk),
        "row_rank": Case(*ranks),
        "row_urgent": Value(cascade.urgent),
        "row_because": Value(because, output_field=JSONField()),
    }


def _insert(rows: "QuerySet[Any, Any]") -> int:
    """One statement, whatever the number: Django has no INSERT … SELECT."""
    sql, params = rows.query.sql_with_params()
    fields = (PendingRecompile._meta.get_field(name) for name in _COLUMNS)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(PendingRecompile._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) {sql}", params)
        return int(cursor.rowcount)


def claim_batch() -> list[PendingRecompile]:
    """The next rows that nobody works at: of one cascade and one kind, the most urgent first."""
    now = timezone.now()
    with transaction.atomic():
        rows = PendingRecompile.objects.unclaimed(now).next_first().select_related("cascade")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        first = rows.first()
        if first is None:
            return []
        batch = list(rows.filter(cascade=first.cascade, rank=first.rank)[:BATCH])
        _claim(batch, now + CLAIM)
    return batch


def _claim(batch: list[PendingRecompile], until: Any) -> None:
    PendingRecompile.objects.filter(pk__in=[row.pk for row in batch]).update(claimed_until=until)


def put_off(row: PendingRecompile) -> None:
    """Nobody works at it for a while: it was refused."""
    _claim([row], timezone.now() + TRY_AGAIN)


def take_claimed(batch: list[PendingRecompile]) -> list[PendingRecompile]:
    """Delete what is still there of a batch, and what else waits for the same things; returns the former.

    Under the ledger's lock, in the transaction that compiles them.
    """
    rows = PendingRecompile.objects.filter(content_id__in=[row.content_id for row in batch])
    there = {row.pk: row for row in rows}
    keys = {(row.content_id, row.locale) for row in batch if row.pk in there}
    done = [pk for pk, row in there.items() if (row.content_id, row.locale) in keys]
    PendingRecompile.objects.filter(pk__in=done).delete()
    return [row for row in batch if row.pk in there]
