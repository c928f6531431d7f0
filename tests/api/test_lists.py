import json
from typing import Any

import pytest
from django.conf import settings

from cms.editions.models import Edition
from tests.api.problems import problem
from tests.editions.factories import (
    make_benefit,
    make_disclaimer,
    make_person,
    make_topic,
    publish,
    publish_article,
    publish_gone,
    publish_many,
)

pytestmark = pytest.mark.django_db
MAKERS: dict[str, Any] = {
    "topic": make_topic,
    "benefit": make_benefit,
    "disclaimer": make_disclaimer,
    "person": make_person,
}
PATHS = {"topic": "topics/recovery", "benefit": "benefits/less-pain", "person": "people/clinical-team"}


def test_page_is_the_stored_listings_newest_first(read):
    publish_many(3)
    listings = [bytes(each.listing) for each in Edition.objects.order_by("-sequence")]
    content = read("articles/").content
    assert content == b'{"next":null,"previous":null,"results":[' + b",".join(listings) + b"]}"


def test_listings_carry_disclaimers(read):
    content = publish_article()
    listing = read.json("articles/")["results"][0]
    assert listing["disclaimers"][0]["text"] == content["disclaimers"][0]["text"]
    assert listing["attribution"] == content["attribution"]
    assert "body_html" not in listing


def test_pages_follow_one_another_to_the_end_and_back(read):
    publish_many(7)
    pages = list(read.pages("articles/?limit=3"))
    slugs = [each["slug"] for page in pages for each in page["results"]]
    assert slugs == [f"article-{place}" for place in reversed(range(7))]
    assert [len(page["results"]) for page in pages] == [3, 3, 1]
    back = read.json(pages[2]["previous"].removeprefix(f"{settings.API_URL}/"))
    assert back["results"] == pages[1]["results"]
    first = read.json(back["previous"].removeprefix(f"{settings.API_URL}/"))
    assert (first["results"], first["previous"]) == (pages[0]["results"], None)


def test_publishing_between_pages_neither_repeats_nor_skips(read):
    publish_many(5)
    pages = read.pages("articles/?limit=2")
    seen = [each["slug"] for each in next(pages)["results"]]
    publish_article("newest", day=30)
    publish_article("article-1", day=31, title="Changed")
    seen += [each["slug"] for page in pages for each in page["results"]]
    assert seen == [f"article-{place}" for place in reversed(range(5))]


def test_articles_of_one_moment_are_all_listed_once(read):
    for name in "abcdef":
        publish_article(name)
    slugs = [each["slug"] for page in read.pages("articles/?limit=2") for each in page["results"]]
    assert sorted(slugs) == list("abcdef")


def test_links_keep_the_query(read):
    publish(make_topic(locale="es"), path="topics/recovery")
    for name in "abc":
        publish_article(name, "es", parts=[(make_topic(locale="es"), "topic")])
    following = read.json("articles/?locale=es&topic=recovery&limit=1")["next"]
    assert following.startswith(f"{settings.API_URL}/articles/?limit=1&locale=es&topic=recovery&cursor=")
    assert len(list(read.pages("articles/?locale=es&topic=recovery&limit=1"))) == 3


def test_gone_articles_and_other_languages_are_not_listed(read):
    publish_article("here")
    publish_gone(publish_article("gone"))
    publish_article("alli", "es")
    assert read.titles("articles/") == ["Here"]
    assert read.titles("articles/?locale=es") == ["Alli"]


@pytest.mark.parametrize("kind", MAKERS)
def test_filter_by_what_articles_include(read, kind):
    part = MAKERS[kind]("other") if kind == "disclaimer" else MAKERS[kind]()
    publish(part, path=PATHS.get(kind))
    publish_article("with", parts=[(part, kind)])
    publish_article("without")
    assert read.titles(f"articles/?{kind}={part['content_id']}") == ["With"]
    if kind in PATHS:
        assert read.titles(f"articles/?{kind}={part['slug']}") == ["With"]


def test_filters_combine(read):
    topic, benefit = make_topic(), make_benefit()
    publish(topic, path="topics/recovery")
    publish(benefit, path="benefits/less-pain")
    publish_article("both", parts=[(topic, "topic"), (benefit, "benefit")])
    publish_article("one", parts=[(topic, "topic")])
    assert read.titles("articles/?topic=recovery&benefit=less-pain") == ["Both"]


def test_filter_looks_at_the_current_edition_alone(read):
    topic = make_topic()
    publish(topic, path="topics/recovery")
    publish_article(parts=[(topic, "topic")])
    publish_article(title="Refiled")
    assert read.titles("articles/?topic=recovery") == []


def test_filter_by_a_topic_that_is_not_translated(read):
    publish(make_topic(), path="topics/recovery")
    publish_article("andar", "es", parts=[(make_topic(), "topic")])
    assert read.titles("articles/?locale=es&topic=recovery") == ["Andar"]


@pytest.mark.parametrize(
    "query", ["topic=nothing", "topic=%00", "benefit=nothing", "disclaimer=medical", "person=x"]
)
def test_filter_by_what_never_was_is_refused(read, query):
    assert problem(read(f"articles/?{query}"), 400, "invalid-parameter")["parameter"] in query


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "", "1.5", "9" * 30, "%D9%A3"])
def test_limit_outside_is_refused(read, limit):
    assert "from 1 to 100" in problem(read(f"articles/?limit={limit}"), 400, "invalid-parameter")["detail"]


@pytest.mark.parametrize("cursor", ["", "x", "YWJj", "a" * 23, "!" * 23, "YwAAAAAAAAAAAAAAAAAAAAAA", "%00"])
def test_cursor_that_is_not_ours_is_refused(read, cursor):
    problem(read(f"articles/?cursor={cursor}"), 400, "invalid-cursor")


def test_unknown_parameter_is_named_beside_those_known(read):
    said = problem(read("articles/?topics=recovery"), 400, "unknown-parameter")
    assert said["parameter"] == "topics"
    assert "topic" in said["known"]
    assert "“topics”" in said["detail"]


def test_parameter_given_twice_is_refused(read):
    problem(read("articles/?locale=en&locale=es"), 400, "invalid-parameter")


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_is_listed(read, kind):
    name = "people" if kind == "person" else f"{kind}s"
    edition = publish(MAKERS[kind](), path=f"{name}/x")
    assert read.json(f"{name}/")["results"] == [json.loads(bytes(edition.listing))]
