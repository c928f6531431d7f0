"""The hot reads of the ledger: one thing, and the feed.

A detail is one query, compiled once per process, which leaves the document in the database if the reader has
it. A page of the feed is one query for any number of things. Bytes are answered as they were stored.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, Case, F, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast

from cms.editions.models import Edition, Kind, Ledger, Route, State, Thing

from .compiled import CompiledQuery, number, text, uuid
from .cursors import FeedPlace
from .readers import PUBLIC, Reader, told, visible

UND = "und"


class Found(NamedTuple):
    """A thing as it is now. `document` is none if it is published, and the reader has its digest."""

    content_id: UUID
    locale: str
    kind: str
    path: str | None
    state: str
    audience: str
    updated_at: datetime
    fresh_until: datetime | None
    tags: str
    digest: str
    number: int
    kid: str | None
    signature: str
    document: bytes | None


class Changed(NamedTuple):
    """One thing's current state, as the feed tells it. `before` is the chain at the reader's cursor.

    What is stored as JSON and told as JSON stays text on its way. What is not `shown` to the reader any more
    is to be told as gone.
    """

    content_id: UUID
    locale: str
    kind: str
    state: str
    url: str | None
    former_paths: str
    number: int
    digest: str
    because: str
    changed_at: datetime
    sequence: int
    chain: str
    fresh_until: datetime | None
    before: str | None
    kid: str | None
    signature: str
    path: str | None
    shown: bool
    document: bytes | None = None


def find_by_path(locale: str, path: str, *, known: str = "") -> Found | None:
    """The thing that a path belongs to, whether it is its canonical path or a former one."""
    return _first(_by_path().rows(locale=locale, path=path, known=known))


def find_by_id(kind: str, content_id: UUID, locale: str, *, known: str = "") -> Found | None:
    return _first(_by_id().rows(kind=kind, content_id=content_id, locale=locale, known=known))


def find_standing(found: Found, partner: int) -> bool | None:
    """Whether a partner may read this thing, or its notice; none if it was never told of it."""
    values = {"content_id": found.content_id, "locale": found.locale, "partner": partner}
    row = next(_standing().rows(**values), None)
    return bool(row[0]) if row else None


def find_sites(locale: str, default: str, *, known: str = "") -> list[Found]:
    """The clinic's things of both languages; usually one or two."""
    return [Found(*row) for row in _sites().rows(locale=locale, default=default, known=known)]


def find_changes(
    place: FeedPlace,
    *,
    kind: str | None,
    locale: str | None,
    limit: int,
    documents: bool,
    reader: Reader = PUBLIC,
) -> list[Changed] | None:
    """At most `limit` things and one more that changed after a place; none if this ledger has no such place.

    What stands at the place itself is read too, where it still does: its row tells how the chain was there,
    so that to have nothing new costs no second query.
    """
    query = _changes(reader.partner is not None, kind is not None, locale is not None, documents, limit + 2)
    asked = query.rows(at=place.sequence, kind=kind, locale=locale, partner=reader.partner)
    rows = [Changed(*row) for row in asked]
    if place.sequence and not place.is_in(rows[0].before if rows else _chain_at(place.sequence)):
        return None
    return [row for row in rows if row.sequence > place.sequence][: limit + 1]


def find_head() -> str:
    """The chain at the ledger's end: as long as it is the same, nothing was published."""
    return str(next(_head().rows(), ("",))[0])


def _first(rows: Iterator[Any]) -> Found | None:
    row = next(rows, None)
    return Found(*row) if row else None


def _found(queryset: "QuerySet[Any, Any]", prefix: str = "") -> CompiledQuery:
    """Compile a query whose rows make a `Found`."""
    # A notice is read whatever the reader has: the answer is made of it.
    published = {f"{prefix}state": State.PUBLISHED}
    known = When(**{f"{prefix}current__digest": text("known")}, **published, then=Value(None))
    columns = (*(f"{prefix}{name}" for name in Found._fields[:8]), f"{prefix}cache_tags")
    stored = Case(known, default=F(f"{prefix}current__document"))
    current = (f"{prefix}current__{name}" for name in ("digest", "number", "key_id", "signature"))
    return CompiledQuery(queryset.annotate(stored=stored).values_list(*columns, *current, "stored"))


@cache
def _by_path() -> CompiledQuery:
    routes = Route.objects.filter(locale=text("locale"), path=text("path"), thing__current__isnull=False)
    return _found(routes, "thing__")


@cache
def _by_id() -> CompiledQuery:
    things = Thing.objects.filter(content_id=uuid("content_id"), locale=text("locale"), kind=text("kind"))
    return _found(things.filter(current__isnull=False))


@cache
def _standing() -> CompiledQuery:
    things = Thing.objects.filter(content_id=uuid("content_id"), locale=text("locale")).filter(told(True))
    return CompiledQuery(things.annotate(shown=_flag(visible(True))).values_list("shown"))


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


@cache
def _sites() -> CompiledQuery:
    languages = Q(locale=text("locale")) | Q(locale=text("default"))
    return _found(Thing.objects.public().filter(languages, kind=Kind.SITE, current__isnull=False))


@lru_cache(maxsize=1024)
def _changes(by_partner: bool, by_kind: bool, by_locale: bool, documents: bool, limit: int) -> CompiledQuery:
    things = Thing.objects.filter(told(by_partner))
    things = things.filter(sequence__gte=number("at"))
    if by_kind:
        things = things.filter(kind=text("kind"))
    if by_locale:
        things = things.filter(locale=text("locale"))
    columns = (
        *("content_id", "locale", "kind", "state", "url", "paths"),
        *("current__number", "current__digest", "why", "current__created_at"),
        *("sequence", "current__chain", "fresh_until", "before", "current__key_id", "current__signature"),
        *("path", "shown"),
        *(("current__document",) if documents else ()),
    )
    before = Subquery(Edition.objects.filter(sequence=number("at")).values("chain")[:1])
    paths, why = (Cast(name, TextField()) for name in ("former_paths", "current__because"))
    things = things.annotate(before=before, paths=paths, why=why, shown=_flag(visible(by_partner)))
    return CompiledQuery(things.order_by("sequence").values_list(*columns)[:limit])


def _chain_at(sequence: int) -> str | None:
    return Edition.objects.filter(sequence=sequence).values_list("chain", flat=True).first()


@cache
def _head() -> CompiledQuery:
    return CompiledQuery(Ledger.objects.values_list("chain"))
