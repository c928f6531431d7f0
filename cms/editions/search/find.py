"""Finds what is published, best first, by the database's own full-text engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from cms.editions.models import Thing

from .query import Query

_CONTENT_ID = Thing._meta.get_field("content_id")
# A word in the title counts most, then one in a heading. A rank is a whole number, so that a cursor names it.
# SQLite gives a word that most things have a millionth of the weight: hence the larger number.
_ENGINES = {
    "postgresql": """
        SELECT thing.id, thing.current_id, thing.fresh_until,
            (ts_rank('{0.06, 0.06, 0.25, 1}', entry.vector, asked, 1) * 1000000)::bigint AS rank
        FROM to_tsquery('simple', %(query)s) AS asked
        JOIN editions_searchentry AS entry ON entry.vector @@ asked
        JOIN editions_thing AS thing ON thing.id = entry.thing_id
        WHERE TRUE""",
    "sqlite": """
        SELECT thing.id, thing.current_id, thing.fresh_until,
            CAST(-1000000000000 * bm25(editions_searchentry_fts, 1000, 50, 1) AS INTEGER) AS rank
        FROM editions_searchentry_fts
        JOIN editions_thing AS thing ON thing.id = editions_searchentry_fts.rowid
        WHERE editions_searchentry_fts MATCH %(query)s""",
}
_KEYS = {
    "postgresql": "SELECT thing_id FROM editions_searchentry WHERE vector @@ to_tsquery('simple', %s)",
    "sqlite": "SELECT rowid FROM editions_searchentry_fts WHERE editions_searchentry_fts MATCH %s",
}
_AMONG = """
        AND thing.kind = %(kind)s AND thing.locale = %(locale)s
        AND thing.state = 'published' AND thing.audience = 'public'"""
_UNDER_TOPIC = """
        AND EXISTS (SELECT 1 FROM editions_inclusion AS filed WHERE filed.edition_id = thing.current_id
            AND filed.role = 'topic' AND filed.number IS NOT NULL AND filed.content_id = %(topic)s)"""
# What is found is found once: the page, how many there are in all, and how many under each topic. With a join
# instead of IN, SQLite would read all inclusions there are.
_ANSWER = """
    WITH found AS MATERIALIZED ({found}),
    page AS (SELECT * FROM found {beyond} ORDER BY rank {order}, id {order} LIMIT %(limit)s)
    SELECT page.rank, page.id, edition.listing, entry.text, page.fresh_until, NULL, NULL FROM page
    JOIN editions_edition AS edition ON edition.id = page.current_id
    JOIN editions_searchentry AS entry ON entry.thing_id = page.id
    UNION ALL
    SELECT counted.things, NULL, NULL, topic.title, NULL, topic.content_id, topic.path FROM (
        SELECT count(*) AS things, content_id, locale FROM editions_inclusion
        WHERE edition_id IN (SELECT current_id FROM found) AND role = 'topic' AND number IS NOT NULL
        GROUP BY content_id, locale
    ) AS counted
    JOIN editions_thing AS topic ON topic.content_id = counted.content_id AND topic.locale = counted.locale
    UNION ALL
    SELECT count(*), NULL, NULL, NULL, NULL, NULL, NULL FROM found"""


class Hit(NamedTuple):
    """A thing that was found. `text` is its body in words, to show where."""

    value: int
    pk: int
    listing: bytes
    text: str
    fresh_until: datetime | None


class Count(NamedTuple):
    """How many of the things found are filed under a topic."""

    content_id: UUID
    path: str
    name: str
    things: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and among what."""

    query: Query
    kind: str
    locale: str
    topic: UUID | None = None


class Found(NamedTuple):
    """A page of hits, how many there are in all, and how many under each topic, the most first."""

    hits: list[Hit]
    total: int
    topics: list[Count]


def find(asked: Asked, *, limit: int, after: tuple[int, int] | None = None, backwards: bool = False) -> Found:
    """At most `limit` hits beyond a rank and primary key, best first; backwards the worst of those before."""
    values = {**_values(asked), "limit": limit}
    beyond = ""
    if after:
        values["rank"], values["pk"] = after
        beyond = f"WHERE (rank, id) {'>' if backwards else '<'} (%(rank)s, %(pk)s)"
    order = "ASC" if backwards else "DESC"
    rows = list(_rows(_ANSWER.format(found=_found(asked), beyond=beyond, order=order), values))
    hits = [_hit(*row[:5]) for row in rows if row[1] is not None]
    hits.sort(key=lambda hit: (hit.value, hit.pk), reverse=not backwards)
    (total,) = (row[0] for row in rows if row[1] is None and row[5] is None)
    topics = [Count(_CONTENT_ID.to_python(row[5]), row[6], row[3], row[0]) for row in rows if row[5]]
    return Found(hits, total, sorted(topics, key=lambda topic: (-topic.things, topic.name)))


def found_by(query: Any) -> RawSQL:
    """The primary keys of all things that a query for this database finds, within a query of the ORM."""
    return RawSQL(_KEYS[connection.vendor], (query,))  # noqa: S611 (no values)


def _found(asked: Asked) -> str:
    return _ENGINES[connection.vendor] + _AMONG + (_UNDER_TOPIC if asked.topic else "")


def _values(asked: Asked) -> dict[str, Any]:
    topic = _CONTENT_ID.get_db_prep_value(asked.topic, connection) if asked.topic else None
    query = asked.query.for_database()
    return {"query": query, "kind": asked.kind, "locale": asked.locale, "topic": topic}


def _hit(rank: int, pk: int, listing: Any, text: str, fresh_until: datetime | None) -> Hit:
    return Hit(rank, pk, bytes(listing), text, _aware(fresh_until))


def _aware(moment: datetime | None) -> datetime | None:
    """SQLite keeps moments in UTC and does not say so."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _rows(sql: str, values: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return iter(cursor.fetchall())
