"""Search: ranked, stemmed, highlighted, and never anything but what is published."""

import hashlib
import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from api.things import BY_KIND
from cms.editions.models import Thing
from tests.api.problems import problem
from tests.editions.factories import (
    make_benefit,
    make_disclaimer,
    make_person,
    make_topic,
    publish,
    publish_article,
    publish_crowd,
    publish_gone,
    publish_many,
)
from tests.editions.withdrawals import publish_withdrawn

pytestmark = pytest.mark.django_db
MAKERS = {"benefit": make_benefit, "topic": make_topic, "person": make_person, "disclaimer": make_disclaimer}


def text(html):
    return [{"id": "00000000-0000-4000-8000-000000000001", "type": "text", "html": html}]


def find(read, query):
    return [each["title"] for each in read.json(f"search/?q={query}")["results"]]


def test_title_counts_most_then_summary_then_body(read):
    publish_article("one", title="Resting", summary="Lie down.", body=text("<p>Try swimming.</p>"))
    publish_article("two", title="Swimming", summary="Lie down.", body=text("<p>Rest.</p>"))
    publish_article("three", title="Moving", summary="Swimming is kind.", body=text("<p>Rest.</p>"))
    assert find(read, "swimming") == ["Swimming", "Moving", "Resting"]


@pytest.mark.parametrize("others", [3, 30])
def test_title_counts_most_even_for_words_that_most_have(read, others):
    publish_article("spine-surgery", body=text("<p>Rest well.</p>" * 3))
    for number in range(others):
        heavy = "<p>After spine surgery the spine surgery heals.</p>" * 30
        publish_article(f"other-{number}", body=text(heavy))
    assert find(read, "spine+surgery")[0] == "Spine surgery"


@pytest.mark.parametrize("query", ["walk", "walks", "Walking", "WALKED", "walk*", "wal*", '"short walk"'])
def test_any_form_of_a_word_is_found(read, query):
    publish_article(title="Short walks")
    assert find(read, query) == ["Short walks"]


@pytest.mark.parametrize("query", ["wal", "walki", "short wal", "swim", '"walk short"', "walk swim", "wa*lk"])
def test_last_word_may_be_unfinished_and_all_must_be_found(read, query):
    publish_article(title="Short walks")
    assert bool(find(read, query)) == (query in ("wal", "short wal"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("M96.1", ["Codes"]),
        ("m96.", ["Codes", "Others"]),
        ("M96.1 code", ["Codes"]),
        ("anti-inflammatory", ["Codes"]),
        ("anti-inflam", ["Codes"]),
        ("anti-inflam*", ["Codes"]),
        ("anti-inflam codes", []),
        ("inflammatory-anti", []),
        ("doctor's advice", ["Codes"]),
        ("advice/doctor", []),
        ("1 m96", ["Codes", "Others"]),
    ],
)
def test_what_is_written_as_one_word_is_found_as_one(read, query, found):
    publish_article(
        "codes", title="Codes", summary="Anti-inflammatory.", body=text("<p>M96.1, a doctor's advice.</p>")
    )
    publish_article(
        "others", title="Others", summary="Rest.", body=text("<p>1 or M96; the advice of a doctor.</p>")
    )
    assert sorted(find(read, query)) == found


@pytest.mark.parametrize("query", ["cronica", "crónica", "CRÓNICAS", "lumbalgias cronicas"])
def test_accents_do_not_matter(read, query):
    publish_article("lumbalgia", "es", title="Lumbalgia crónica")
    assert read.json(f"search/?locale=es&q={query}")["results"][0]["title"] == "Lumbalgia crónica"


def test_words_of_the_body_are_found_without_its_tags(read):
    publish_article(body=text("<p>Lungs <b>fill</b> &amp; empty.</p>"))
    assert find(read, "lungs") == ["Walking again"]
    assert find(read, '"fill empty"') == ["Walking again"]
    assert find(read, "amp") == []


def test_topics_authors_and_codes_are_found(read):
    person = {key: make_person()[key] for key in ("content_id", "name", "credentials")}
    topic = {key: make_topic()[key] for key in ("content_id", "slug", "name")}
    codes = [{"system": "http://snomed.info/sct", "code": "161891005", "display": "Backache"}]
    publish_article(authors=[person], topics=[topic], codes=codes)
    for query in ("clinical team", "recovery", "backache", "161891005"):
        assert find(read, query) == ["Walking again"]


def test_disclaimers_find_nothing_but_themselves(read):
    publish(make_disclaimer())
    publish_article()
    assert find(read, "replacement") == []
    assert read.json("search/?kind=disclaimer&q=replacement")["total"] == 1


@pytest.mark.parametrize("kind", ["benefit", "topic", "person", "disclaimer"])
def test_every_kind_is_searched(read, kind):
    make = {
        "benefit": make_benefit,
        "topic": make_topic,
        "person": make_person,
        "disclaimer": make_disclaimer,
    }
    content = make[kind]()
    publish(content, path=f"{kind}s/x" if kind != "disclaimer" else None)
    words = content.get("title") or content["name"]
    hit = read.json(f"search/?kind={kind}&q={words}")["results"][0]
    assert hit["content_id"] == content["content_id"]
    assert read.json(f"search/?q={words}")["results"] == []


def test_hit_is_the_listing_with_its_disclaimers_and_what_was_found(read):
    publish_article(title="Walk <b>& rest", body=text("<p>Take a walk &lt;daily&gt;.</p>"))
    listing = read.json("articles/")["results"][0]
    hit = read.json("search/?q=walking")["results"][0]
    highlights = hit.pop("highlights")
    assert hit == listing
    assert listing["disclaimers"]
    assert highlights["title"] == "<mark>Walk</mark> &lt;b&gt;&amp; rest"
    assert highlights["text"] == "Take a <mark>walk</mark> &lt;daily&gt;."
    assert "summary" not in highlights


def test_passage_is_cut_around_the_place(read):
    publish_article(body=text(f"<p>{'Before it. ' * 40} Swimming helps. {'After it. ' * 60}</p>"))
    passage = read.json("search/?q=swims")["results"][0]["highlights"]["text"]
    assert "<mark>Swimming</mark> helps" in passage
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert len(unescape(passage)) < 320


def test_topics_are_counted_over_everything_that_is_found(read):
    recovery, sleep = make_topic(), make_topic("sleep")
    publish(recovery, path="topics/recovery")
    publish(sleep, path="topics/sleep")
    publish_many(3, parts=[(recovery, "topic")], title="Walking")
    publish_article("other", parts=[(recovery, "topic"), (sleep, "topic")], title="Walking")
    page = read.json("search/?q=walking&limit=1")
    assert page["total"] == 4
    counted = [(each["slug"], each["name"], each["count"]) for each in page["topics"]]
    assert counted == [("recovery", "Recovery", 4), ("sleep", "Sleep", 1)]
    assert read.json("search/?q=walking&topic=sleep")["total"] == 1
    problem(read("search/?q=walking&topic=none"), 400, "invalid-parameter")


def test_pages_follow_one_another_to_the_end_and_back(read):
    publish_many(7, title="Walking")
    pages = list(read.pages("search/?q=walking&limit=3"))
    slugs = [each["slug"] for page in pages for each in page["results"]]
    assert (len(slugs), len(set(slugs))) == (7, 7)
    assert {page["total"] for page in pages} == {7}
    back = read.json(pages[2]["previous"].removeprefix(f"{settings.API_URL}/"))
    assert back["results"] == pages[1]["results"]


def test_what_is_no_longer_published_is_not_found(read):
    article = publish_article("gone", title="Swimming")
    publish_withdrawn(publish_article("withdrawn", title="Swimming"))
    assert find(read, "swimming") == ["Swimming"]
    publish_gone(article)
    assert find(read, "swimming") == []
    publish_article("gone", title="Swimming", day=20)
    assert find(read, "swimming") == ["Swimming"]


def test_page_is_kept_no_longer_than_what_it_shows(read):
    publish_article()
    Thing.objects.update(fresh_until=timezone.now() + timedelta(seconds=20))
    age = int(re.search(r"max-age=(\d+)", read("search/?q=walking")["Cache-Control"])[1])
    assert 0 < age <= 20


def test_next_edition_replaces_the_words(read):
    publish_article(title="Swimming")
    publish_article(title="Diving")
    assert (find(read, "swimming"), find(read, "diving")) == ([], ["Diving"])


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=%20", "?q=-", "?q=%00", '?q=""', "?q=***", f"?q={'a' * 201}"]
)
def test_query_without_words_is_refused(read, query):
    assert problem(read(f"search/{query}"), 400, "invalid-parameter")["parameter"] == "q"


@pytest.mark.parametrize("query", ["kind=image", "kind=x", "limit=0", "cursor=x", "locale=xx", "words=1"])
def test_bad_parameter_is_named(read, query):
    problem(read(f"search/?q=walk&{query}"), 400)


TYPED = st.text(
    st.sampled_from("abcñé²ª0 -*\"():^{}&|!'\\%NEARORANDNOT\t.,+<>~@#$ß界"), min_size=1, max_size=60
)


@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=TYPED | st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(client, typed):
    for path in ("search/", "articles/"):
        answer = client.get(f"/api/v1/{path}", {"q": typed}, headers={"authorization": "Bearer a-key"})
        assert answer.status_code in (200, 400), answer.content


@pytest.fixture(autouse=True)
def key(settings):
    """The property test asks more often than anybody may without a key."""
    settings.API_KEYS = {"tests": hashlib.sha256(b"a-key").hexdigest()}


@pytest.mark.parametrize("count", [10, 1000])
def test_search_costs_the_same_however_much_there_is(read, count, django_assert_num_queries):
    publish(make_topic(), path="topics/recovery")
    publish_crowd(count, parts=[(make_topic(), "topic")], title="Walking")
    with django_assert_num_queries(2):
        assert read.json("search/?q=walking&topic=recovery")["total"] == count
    with django_assert_num_queries(1):
        read("search/?q=walking")
    with django_assert_num_queries(1):
        read("articles/?q=walking")


@pytest.mark.parametrize("kind", MAKERS)
def test_lists_of_every_kind_are_filtered_by_words(read, kind):
    name = BY_KIND[kind].name
    content = MAKERS[kind]()
    publish(content, path=f"{name}/x")
    words = content.get("title") or content["name"]
    assert len(read.json(f"{name}/?q={words}")["results"]) == 1
    assert read.json(f"{name}/?q=nowhere")["results"] == []
    problem(read(f"{name}/?q=-"), 400, "invalid-parameter")


def test_many_searches_have_to_wait_and_a_key_helps(read):
    publish_article()
    answers = [read("search/?q=walk") for _ in range(61)]
    assert [answer.status_code for answer in answers[-2:]] == [200, 429]
    assert answers[0]["RateLimit-Policy"] == '"search";q=60;w=60'
    keyed = read("search/?q=walk", authorization="Bearer a-key")
    assert keyed.status_code == 200
    assert keyed["RateLimit-Policy"] == '"search-keyed";q=1200;w=60'


@pytest.mark.parametrize("header", ["Bearer wrong", "Basic YTpi", "Bearer", "x"])
def test_unknown_key_is_refused(read, header):
    answer = read("search/?q=walk", authorization=header)
    problem(answer, 401, "unknown-key")
    assert answer["WWW-Authenticate"] == "Bearer"
