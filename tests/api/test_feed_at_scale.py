"""On PostgreSQL, with a hundred thousand things: a page of the feed reads little more than it shows."""

import hashlib
import json

import pytest
from django.db import connection

from api.cursors import FeedPlace

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
THINGS = 100_000
# An article in two languages and its topic, over and over.
KIND = "CASE WHEN number % 3 = 0 THEN 'topic' ELSE 'article' END"
LEDGER = f"""
    INSERT INTO editions_thing (content_id, locale, kind, sequence, state, audience, was_public, title,
                                former_paths, review_state, cache_tags)
    SELECT gen_random_uuid(), CASE WHEN number % 2 = 0 THEN 'en' ELSE 'es' END, {KIND}, number, 'published',
           'public', true, '', '[]', 'none', '' FROM generate_series(1, {THINGS}) AS number;
    INSERT INTO editions_edition (thing_id, number, sequence, state, audience, document, listing,
                                  content_digest, digest, chain, because, signature, created_at)
    SELECT id, 1, sequence, state, audience, '{{}}', '{{}}', '', '', md5(sequence::text) || md5('x'), '{{}}',
           '', now() FROM editions_thing;
    UPDATE editions_thing SET current_id = edition.id FROM editions_edition AS edition
    WHERE edition.thing_id = editions_thing.id;
    ANALYZE editions_thing; ANALYZE editions_edition;
"""


@pytest.fixture
def large_ledger(db):
    with connection.cursor() as cursor:
        cursor.execute(LEDGER)


def explain(read, path):
    """The plan of each query that a read makes, with how many rows each node of it met."""
    plans = []

    def look(execute, sql, params, many, context):
        with connection.connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
            plans.append(cursor.fetchone()[0][0]["Plan"])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        read(path)
    return plans


def nodes(plan):
    yield plan
    for each in plan.get("Plans", ()):
        yield from nodes(each)


def met(node):
    return (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]


def check(plans):
    """One query, which looks nothing up but by an index, and meets few rows."""
    [plan] = plans
    for node in nodes(plan):
        assert "Seq Scan" not in node["Node Type"], json.dumps(plan)
        assert met(node) < 1000, json.dumps(plan)


def test_feed_reads_little_more_than_it_shows(read, large_ledger):
    middle = read.json("changes/?limit=1000")["next"]
    for query in ("", "&kind=article", "&locale=es", "&kind=topic&locale=en"):
        path = f"changes/?cursor={middle}&limit=100&include=document{query}"
        assert len(read.json(path)["changes"]) == 100
        check(explain(read, path))
    end = FeedPlace(THINGS, hashlib.md5(str(THINGS).encode()).hexdigest()[:16]).encode()
    for query in ("", "&kind=article", "&kind=site", "&kind=topic&locale=en"):
        assert read.json(f"changes/?cursor={end}{query}")["changes"] == []
    check(explain(read, f"changes/?cursor={end}"))
