"""Makes an edition its thing's current one. Called by the ledger's services alone."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from .canonical import Document
from .facets import reviewed_on
from .models import Audience, Edition, Inclusion, Thing
from .publication import Publication
from .tags import join_tags

_NOW = (
    *("current", "sequence", "state", "audience", "was_public", "path", "title", "url", "former_paths"),
    *("review_state", "reviewed_on", "published_at", "updated_at", "fresh_until", "cache_tags"),
)


def make_current(thing: Thing, edition: Edition, document: Document, publication: Publication) -> None:
    before = _face(thing)
    thing.current = edition
    thing.sequence = edition.sequence
    thing.state = edition.state
    thing.audience = edition.audience
    thing.was_public = thing.was_public or edition.audience == Audience.PUBLIC
    thing.path = publication.path
    thing.title = document.get("title") or document.get("name") or thing.title
    thing.url = document.get("url")
    thing.former_paths = document.get("former_paths", [])
    thing.review_state = document.get("review", {}).get("state", "none")
    thing.reviewed_on = reviewed_on(document)
    thing.cache_tags = tags_of(publication)
    thing.published_at = thing.published_at or edition.created_at
    thing.updated_at = edition.created_at
    fresh_until = freshness_of(document, publication, edition.created_at)
    bring_forward(thing, fresh_until)
    thing.fresh_until = fresh_until
    edition.shows_differently = edition.number == 1 or before != _face(thing)


def tags_of(publication: Publication) -> str:
    """What caches purge it by: itself and what it shows."""
    return join_tags(publication.key[0], (each.content_id for each in publication.included if each.number))


def _face(thing: Thing) -> tuple[object, ...]:
    return thing.state, thing.audience, thing.title, thing.url


def bring_forward(thing: Thing, moment: datetime | None) -> None:
    """Whatever includes the thing is fresh no longer than it is."""
    if moment is None or (thing.fresh_until and thing.fresh_until <= moment):
        return
    including = Inclusion.objects.current().held().of(thing).values("edition__thing")
    later = Q(fresh_until=None) | Q(fresh_until__gt=moment)
    Thing.objects.published().filter(later, pk__in=including).update(fresh_until=moment)


def freshness_of(document: Document, publication: Publication, at: datetime) -> datetime | None:
    """The first moment to come from which the document is wrong, such as when a review falls overdue."""
    due = [
        date.fromisoformat(review["next_review_on"]) + timedelta(days=1)
        for review in _reviews(document)
        if review["next_review_on"] and review["state"] != "overdue"
    ]
    moments = [timezone.make_aware(datetime.combine(day, time.min)) for day in due]
    to_come = (moment for moment in (*moments, publication.fresh_until) if moment and moment > at)
    return min(to_come, default=None)


def _reviews(document: Document) -> Iterator[dict[str, Any]]:
    """The document's own review, and those of the benefits in its body."""
    items = (item for block in document.get("body", ()) for item in block.get("items", ()))
    for holder in (document, *items):
        if review := holder.get("review"):
            yield review


def save_things(things: Iterable[Thing]) -> None:
    """One prepared statement for all: Django's `bulk_update` takes ten times as long to write its own."""
    fields = [Thing._meta.get_field(name) for name in _NOW]
    quote = connection.ops.quote_name
    assignments = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    rows = [
        [*(field.get_db_prep_save(getattr(thing, field.attname), connection) for field in fields), thing.pk]
        for thing in things
    ]
    with connection.cursor() as cursor:
        table = quote(Thing._meta.db_table)
        cursor.executemany(f"UPDATE {table} SET {assignments} WHERE id = %s", rows)  # noqa: S608 (no values)
