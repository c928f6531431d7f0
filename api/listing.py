"""A page of listings: one query for any combination of filters and any order, compiled once per process."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from cms.editions.models import Facet, Inclusion, Thing
from cms.editions.search.find import found_by

from .compiled import CompiledQuery, Slot, day, moment, number, text, uuid
from .cursors import BEFORE, Place
from .readers import PUBLIC, Reader, readable

NEWEST = "-published_at"
_COLUMNS: dict[str, Callable[[str], Slot]] = {"published_at": moment, "updated_at": moment, "title": text}
ORDERS = tuple(f"{sign}{column}" for column in _COLUMNS for sign in ("-", ""))


class Listed(NamedTuple):
    """One row of a page of listings, with its value in the order of the list."""

    listing: bytes
    value: datetime | str
    pk: int
    fresh_until: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which listings, in which order, from where on."""

    kind: str
    locale: str
    limit: int
    order: str = NEWEST
    filters: dict[str, Any] = field(default_factory=dict)
    place: Place | None = None
    reader: Reader = PUBLIC


def find_page(asked: Asked) -> list[Listed]:
    """At most `limit` listings and one more, in the order asked for: backwards for a place before."""
    partner = asked.reader.partner
    values: dict[str, Any] = {"kind": asked.kind, "locale": asked.locale, "partner": partner, **asked.filters}
    if asked.place:
        values.update(value=asked.place.value, pk=asked.place.pk)
    side = asked.place.side if asked.place else b""
    query = _page(partner is not None, tuple(sorted(asked.filters)), asked.order, side, asked.limit + 1)
    return [Listed(*row) for row in query.rows(**values)]


@lru_cache(maxsize=1024)
def _page(by_partner: bool, filters: tuple[str, ...], order: str, side: bytes, limit: int) -> CompiledQuery:
    things = Thing.objects.filter(readable(by_partner)).filter(kind=text("kind"), locale=text("locale"))
    for name in filters:
        things = things.filter(CONDITIONS[name]())
    column, falling = order.removeprefix("-"), order.startswith("-") != (side == BEFORE)
    if side:
        things = things.filter(_beyond(column, "lt" if falling else "gt"))
    sign = "-" if falling else ""
    columns = ("current__listing", column, "pk", "fresh_until")
    return CompiledQuery(things.order_by(f"{sign}{column}", f"{sign}pk").values_list(*columns)[:limit])


def _beyond(column: str, comparison: str) -> Q:
    """Past the place (value, pk). The first condition repeats what follows, for the index to use."""
    value = _COLUMNS[column]
    ties = Q(**{f"{column}__{comparison}": value("value")}) | Q(**{f"pk__{comparison}": number("pk")})
    return Q(**{f"{column}__{comparison}e": value("value")}) & ties


def _includes(role: str) -> Exists:
    """Things whose current edition includes what the slot of that name says, in any language."""
    included = Inclusion.objects.current().filter(content_id=uuid(role), role=role, number__isnull=False)
    return Exists(included.filter(edition=OuterRef("current")))


def _has(name: str) -> Exists:
    return Exists(Facet.objects.filter(thing=OuterRef("pk"), name=name, value=text(name)))


CONDITIONS: dict[str, Callable[[], Q | Exists]] = {
    **{role: partial(_includes, role) for role in ("article", "topic", "benefit", "disclaimer", "person")},
    **{name: partial(_has, name) for name in ("author", "code")},
    "q": lambda: Q(pk__in=found_by(text("q"))),
    "updated_after": lambda: Q(updated_at__gte=moment("updated_after")),
    "updated_before": lambda: Q(updated_at__lt=moment("updated_before")),
    "reviewed_after": lambda: Q(reviewed_on__gte=day("reviewed_after")),
    "reviewed_before": lambda: Q(reviewed_on__lt=day("reviewed_before")),
    "review_state": lambda: Q(review_state=text("review_state")),
}
"""What each filter means. Its value stands in the slot of its name."""
