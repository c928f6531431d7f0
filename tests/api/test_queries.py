"""What a read costs: the same few queries, however much there is."""

import pytest

from api.reads import find_by_path
from cms.comments.services import approve_comment, submit_comment
from tests.editions.factories import (
    make_topic,
    publish,
    publish_article,
    publish_crowd,
    publish_gone,
    thing_of,
)
from tests.editions.withdrawals import publish_moved, publish_withdrawn

pytestmark = pytest.mark.django_db
COSTS = {
    "articles/article-1/": 1,
    "articles/article-1.html": 1,
    "articles/article-1.md": 1,
    "articles/never/": 1,
    "articles/?limit=100": 1,
    "articles/?topic=recovery&limit=100": 2,
    "articles/article-1/editions/": 2,
    "articles/article-1/editions/1/": 2,
    "articles/article-1/comments/": 2,
    "topics/recovery/": 2,
    "changes/?limit=1000": 1,
    "changes/?include=document": 1,
    "site/": 1,
    "openapi.json": 0,
    "docs/": 0,
}


@pytest.fixture(params=[10, 1000])
def many(request):
    topic = make_topic()
    publish(topic, path="topics/recovery")
    articles = publish_crowd(request.param, parts=[(topic, "topic")])
    content_id = thing_of(articles[1]).content_id
    for _ in range(request.param // 5):
        comment = submit_comment(content_id=content_id, locale="en", name="Rosa", text="Thank you.")
        approve_comment(comment=comment)


def test_reads_cost_the_same_however_much_there_is(read, many, django_assert_num_queries):
    for path, queries in COSTS.items():
        with django_assert_num_queries(queries):
            read(path)


def test_page_after_a_cursor_costs_no_more(read, many, django_assert_num_queries):
    following = read.json("articles/?limit=5")["next"]
    feed = read.json("changes/?limit=5")["next"]
    last = read.json("changes/?limit=1000")["next"]
    with django_assert_num_queries(1):
        read(f"articles/?{following.partition('?')[2]}")
    with django_assert_num_queries(1):
        read(f"changes/?cursor={feed}")
    with django_assert_num_queries(1):
        read(f"changes/?cursor={last}")


def test_unchanged_document_stays_in_the_database(read, django_assert_num_queries):
    digest = thing_of(publish_article()).current.digest
    found = find_by_path("en", "articles/walking-again", known=digest)
    assert (found.digest, found.document) == (digest, None)
    with django_assert_num_queries(1):
        assert read("articles/walking-again/", if_none_match=f'"sha-256:{digest}"').status_code == 304


def test_renamed_gone_withdrawn_and_moved_cost_one_query_as_well(read, django_assert_num_queries):
    publish_article("old-name", name="it")
    into = publish_article("new-name", name="it")
    publish_gone(publish_article("gone"))
    publish_withdrawn(publish_article("withdrawn"))
    publish_moved(publish_article("moved"), into)
    for name, status in (("old-name", 301), ("gone", 410), ("withdrawn", 410), ("moved", 301)):
        with django_assert_num_queries(1):
            assert read(f"articles/{name}/").status_code == status
