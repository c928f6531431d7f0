"""Filters of lists: which a kind has, and what their values mean."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from cms.editions.models import Kind, Thing
from cms.editions.search.query import Query, parse_query

from .parameters import invalid, is_slug, read_choice, read_day, read_uuid
from .things import ARTICLES, BENEFITS, DISCLAIMERS, PEOPLE, TOPICS, Collection

LONGEST = 200
REVIEW_STATES = ("none", "current", "changed", "overdue")
_NAMED: dict[str, Collection] = {
    "article": ARTICLES,
    "topic": TOPICS,
    "benefit": BENEFITS,
    "disclaimer": DISCLAIMERS,
    "person": PEOPLE,
    "author": PEOPLE,
}
_UPDATED = ("updated_after", "updated_before")
_ALWAYS = ("q", *_UPDATED)
_REVIEWED = ("review_state", "reviewed_after", "reviewed_before", "person")
_OF_KIND: dict[str, Iterable[str]] = {
    Kind.ARTICLE: ("topic", "benefit", "disclaimer", "author", "code", *_ALWAYS, *_REVIEWED),
    Kind.GUIDE: ("article", "topic", "disclaimer", *_ALWAYS, *_REVIEWED),
    Kind.BENEFIT: ("disclaimer", *_ALWAYS, *_REVIEWED),
    Kind.DISCLAIMER: (*_ALWAYS, *_REVIEWED),
    Kind.TOPIC: _ALWAYS,
    Kind.PERSON: _ALWAYS,
}


def filters_of(kind: str) -> frozenset[str]:
    """The filters that can leave anything of this kind. Any other is an unknown parameter."""
    return frozenset(_OF_KIND[kind])


def read_filters(query: QueryDict, kind: str, locale: str) -> dict[str, Any]:
    """What each filter of a kind means, with at most one query."""
    asked = {name: query[name] for name in filters_of(kind) if name in query}
    plain = {name: _READERS[name](name, value) for name, value in asked.items() if name in _READERS}
    if "review_state" in asked:
        plain["review_state"] = read_choice(query, "review_state", REVIEW_STATES)
    if "q" in asked:
        plain["q"] = read_words(asked["q"], locale).for_database()
    return plain | _resolve({name: value for name, value in asked.items() if name in _NAMED}, locale)


def read_topic(query: QueryDict, locale: str) -> UUID | None:
    """The topic that is asked for; what never existed is said to be unknown."""
    topic = _resolve({"topic": query["topic"]}, locale)["topic"] if "topic" in query else None
    return topic if isinstance(topic, UUID) else None


def read_words(typed: str, locale: str) -> Query:
    """What is looked for, or the problem that it is nothing."""
    if len(typed) > LONGEST:
        raise invalid("q", f"“q” has at most {LONGEST} characters.")
    words = parse_query(typed, locale)
    if not words:
        raise invalid("q", "“q” has no word to look for.")
    return words


def _resolve(asked: dict[str, str], locale: str) -> dict[str, UUID | str]:
    """The `content_id` that each name means."""
    if not asked:
        return {}
    meant = Q()
    for name, value in asked.items():
        meant |= _named(_NAMED[name], value, locale)
    columns = ("kind", "content_id", "locale", "routes__path")
    # A translation need not exist: then the default language's thing of that slug is meant.
    rows = Thing.objects.public().filter(meant).values_list(*columns)
    found = {}
    for kind, content_id, _, path in sorted(rows, key=lambda row: row[2] == locale):
        found[kind, str(content_id)] = found[kind, str(path)] = content_id
    return {name: _found(name, value, locale, found) for name, value in asked.items()}


def _found(name: str, value: str, locale: str, found: dict[tuple[str, str], UUID]) -> UUID | str:
    collection = _NAMED[name]
    given = read_uuid(value)
    content_id = found.get((collection.kind, str(given) if given else f"{collection.name}/{value}"))
    if content_id is None:
        raise invalid(name, f"There is no {name} “{value}” in “{locale}”.")
    return str(content_id) if name == "author" else content_id


def _named(collection: Collection, value: str, locale: str) -> Q:
    content_id = read_uuid(value)
    if content_id:
        return Q(kind=collection.kind, content_id=content_id)
    if not collection.has_slugs or not is_slug(value):
        return Q(pk=None)
    path = f"{collection.name}/{value}"
    return Q(kind=collection.kind, routes__path=path, routes__locale__in={locale, settings.LANGUAGE_CODE})


def _read_code(name: str, value: str) -> str:
    system, bar, code = value.partition("|")
    if not (bar and system and code) or "\0" in value:
        raise invalid(name, f"“{name}” is a system and a code, such as http://snomed.info/sct|161891005.")
    return value


def _read_moment(name: str, value: str) -> datetime:
    """A day begins at midnight in UTC, in which documents tell all moments."""
    try:
        moment = parse_datetime(value)
        if moment:
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        pass
    raise invalid(name, f"“{name}” is a day or a moment, such as 2026-05-04 or 2026-05-04T09:30:00Z.")


_READERS: dict[str, Callable[[str, str], Any]] = {
    "code": _read_code,
    **dict.fromkeys(_UPDATED, _read_moment),
    **dict.fromkeys(("reviewed_after", "reviewed_before"), read_day),
}
