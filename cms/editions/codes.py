"""Which published articles a clinical code leads to."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from .models import Facet, Kind, Thing


class Coded(NamedTuple):
    """A published article in the best of some languages."""

    content_id: UUID
    locale: str
    title: str
    listing: bytes
    fresh_until: datetime | None
    cache_tags: str


class Match(NamedTuple):
    """What a code was found by, `system|code`, and the articles that have that."""

    value: str = ""
    content_ids: frozenset[UUID] = frozenset()


def match_codes(asked: Sequence[Sequence[str]], locales: Collection[str]) -> list[Match]:
    """For each code, given as the values that it may be found by: the first of them that any article has."""
    values = {value for each in asked for value in each}
    if not values:
        return [Match() for _ in asked]
    things = Thing.objects.public().published().filter(kind=Kind.ARTICLE, locale__in=locales)
    rows = Facet.objects.filter(name=Facet.Name.CODE, value__in=values, thing__in=things)
    found: dict[str, set[UUID]] = {}
    for value, content_id in rows.values_list("value", "thing__content_id"):
        found.setdefault(value, set()).add(content_id)
    firsts = (next((value for value in each if value in found), "") for each in asked)
    return [Match(value, frozenset(found[value])) if value else Match() for value in firsts]


def find_coded(content_ids: Collection[UUID], locales: Sequence[str]) -> dict[UUID, Coded]:
    """Each of these articles in the first of the languages that it is published in."""
    if not content_ids:
        return {}
    things = Thing.objects.public().published().filter(kind=Kind.ARTICLE, locale__in=locales)
    columns = ("content_id", "locale", "title", "current__listing", "fresh_until", "cache_tags")
    rows = [Coded(*row) for row in things.filter(content_id__in=content_ids).values_list(*columns)]
    rows.sort(key=lambda row: locales.index(row.locale), reverse=True)
    return {row.content_id: row for row in rows}
