"""Lists of every kind: filters by what things are, orders, and fields."""

from datetime import timedelta

import pytest
from django.conf import settings

from api.filters import filters_of
from api.listing import ORDERS
from tests.api.problems import problem
from tests.editions.factories import (
    BEGAN,
    document_of,
    included,
    make_article,
    make_benefit,
    make_disclaimer,
    make_person,
    make_topic,
    publish,
    publish_article,
    publish_many,
    thing_of,
)

pytestmark = pytest.mark.django_db
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
KINDS = {
    "articles": make_article,
    "benefits": make_benefit,
    "topics": make_topic,
    "people": make_person,
    "disclaimers": make_disclaimer,
}


def code(value, system=ICD):
    return {"system": system, "code": value, "display": "Back pain"}


def ref(person):
    return {key: person[key] for key in ("content_id", "name", "credentials")}


def review(state="current", on="2026-05-04"):
    return {"state": state, "reviewed_by": None, "reviewed_on": on, "next_review_on": None}


def test_filter_by_code(read):
    publish_article("back", codes=[code("M54.5"), code("M96.1")])
    publish_article("neck", codes=[code("M54.2"), code("M54.5", "http://snomed.info/sct")])
    assert read.titles(f"articles/?code={ICD}|M54.5") == ["Back"]
    assert read.titles("articles/?code=http://snomed.info/sct|M54.5") == ["Neck"]
    assert read.titles(f"articles/?code={ICD}|M99") == []


@pytest.mark.parametrize("value", ["M54.5", "|M54.5", f"{ICD}|", "|", "", "a|%00"])
def test_code_without_its_system_is_refused(read, value):
    assert (
        "a system and a code" in problem(read(f"articles/?code={value}"), 400, "invalid-parameter")["detail"]
    )


def test_author_wrote_it_and_a_person_may_have_reviewed_it(read):
    writer, reviewer = make_person("writer"), make_person("reviewer")
    publish(writer, path="people/writer")
    publish(reviewer, path="people/reviewer")
    publish_article(authors=[ref(writer)], parts=[(writer, "person"), (reviewer, "person")])
    assert read.titles("articles/?author=writer") == ["Walking again"]
    assert read.titles(f"articles/?author={writer['content_id']}") == ["Walking again"]
    assert read.titles("articles/?author=reviewer") == []
    assert read.titles("articles/?person=reviewer&author=writer") == ["Walking again"]
    problem(read("articles/?author=nobody"), 400, "invalid-parameter")


@pytest.mark.parametrize("name", KINDS)
def test_what_was_updated_in_a_span_of_time(read, name):
    content = KINDS[name]()
    publish(content, path=f"{name}/x", day=2)
    day, next_day = (f"{BEGAN + timedelta(days=days):%Y-%m-%d}" for days in (2, 3))
    moment = f"{BEGAN + timedelta(days=2):%Y-%m-%dT%H:%M:%SZ}"

    def found(query):
        return len(read.json(f"{name}/?{query}")["results"])

    assert (found(f"updated_after={day}"), found(f"updated_after={next_day}")) == (1, 0)
    assert (found(f"updated_before={day}"), found(f"updated_before={next_day}")) == (0, 1)
    assert (found(f"updated_after={moment}"), found(f"updated_before={moment}")) == (1, 0)


def test_what_was_reviewed_in_a_span_of_time(read):
    publish_article("reviewed", review=review())
    publish_article("never")
    assert read.titles("articles/?reviewed_after=2026-05-04&reviewed_before=2026-05-05") == ["Reviewed"]
    assert read.titles("articles/?reviewed_before=2026-05-04") == []
    assert read.titles("articles/?reviewed_after=2026-05-05") == []


@pytest.mark.parametrize("name", ["articles", "benefits", "disclaimers"])
def test_filter_by_review_state(read, name):
    publish(KINDS[name](review=review("overdue")), path=f"{name}/x")
    assert len(read.json(f"{name}/?review_state=overdue")["results"]) == 1
    assert read.json(f"{name}/?review_state=current")["results"] == []
    assert "“overdue”" in problem(read(f"{name}/?review_state=late"), 400, "invalid-parameter")["detail"]


BAD_DAYS = ["", "x", "2026-13-01", "2026-02-30", "yesterday", "%00", "2026-05-04T25:00:00Z"]


@pytest.mark.parametrize("name", ["updated_after", "updated_before", "reviewed_after", "reviewed_before"])
@pytest.mark.parametrize("value", BAD_DAYS)
def test_day_that_is_none_is_refused(read, name, value):
    assert problem(read(f"articles/?{name}={value}"), 400, "invalid-parameter")["parameter"] == name


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "0001-01-01"])
def test_moment_at_the_end_of_time_breaks_nothing(read, value):
    assert read(f"articles/?updated_after={value}").status_code in (200, 400)


@pytest.mark.parametrize("name", KINDS)
def test_filter_that_could_find_nothing_of_a_kind_is_unknown_there(read, name):
    known = filters_of(name[:-1] if name != "people" else "person")
    for other in filters_of("article") - known:
        assert other not in problem(read(f"{name}/?{other}=x"), 400, "unknown-parameter")["known"]


def test_benefits_by_their_disclaimer(read):
    disclaimer, other = make_disclaimer(), make_disclaimer("legal", purpose="legal")
    publish(disclaimer)
    publish(other)
    publish(make_benefit(), path="benefits/less-pain", included=[included(disclaimer, "disclaimer")])
    assert read.titles(f"benefits/?disclaimer={disclaimer['content_id']}") == ["Less pain"]
    assert read.titles(f"benefits/?disclaimer={other['content_id']}") == []


ORDERED = {
    "-published_at": "cab",
    "published_at": "bac",
    "-updated_at": "bca",
    "updated_at": "acb",
    "title": "abc",
    "-title": "cba",
}


@pytest.fixture
def abc():
    for day, slug in enumerate("bac"):
        publish_article(slug, day=day)
    publish_article("b", day=9, summary="Changed.")


@pytest.mark.parametrize("order", ORDERED)
def test_lists_have_orders(read, abc, order):
    assert read.titles(f"articles/?ordering={order}") == list(ORDERED[order].upper())


@pytest.mark.parametrize("order", ORDERS)
def test_pages_of_any_order_go_to_the_end_and_back(read, order):
    publish_many(7)
    publish_article("article-3", day=20, title="Same title")
    publish_article("article-4", day=20, title="Same title")
    pages = list(read.pages(f"articles/?limit=2&ordering={order}"))
    slugs = [each["slug"] for page in pages for each in page["results"]]
    assert slugs == [each["slug"] for each in read.json(f"articles/?ordering={order}")["results"]]
    back = list(pages[-1:])
    while back[-1]["previous"]:
        back.append(read.json(back[-1]["previous"].removeprefix(f"{settings.API_URL}/")))
    assert [page["results"] for page in back] == [page["results"] for page in reversed(pages)]


def test_order_that_is_none_is_refused(read):
    assert "“-title”" in problem(read("articles/?ordering=words"), 400, "invalid-parameter")["detail"]


def test_cursor_belongs_to_its_order(read, abc):
    following = read.json("articles/?limit=1&ordering=title")["next"]
    cursor = following.partition("cursor=")[2].partition("&")[0]
    for order in set(ORDERS) - {"title"}:
        problem(read(f"articles/?ordering={order}&cursor={cursor}"), 400, "invalid-cursor")


def test_title_in_a_cursor_may_be_any(read):
    publish_many(2)
    publish_article("long", title="Ñandú “&+%” " * 20)
    assert len(list(read.pages("articles/?limit=1&ordering=title"))) == 3


FIELDS = "application/vnd.aftercare.fields+json"
KEPT = {"schema", "content_id", "locale", "edition", "disclaimers", "attribution"}


@pytest.mark.parametrize("path", ["articles/", "articles/walking-again/"])
def test_fields_leave_what_must_not_be_missing(read, path):
    publish_article()
    answer = read(f"{path}?fields=title,summary")
    assert answer["Content-Type"] == FIELDS
    body = answer.json()
    shown = body["results"][0] if "results" in body else body
    assert set(shown) == KEPT | {"title", "summary"}


def test_fields_of_every_kind(read):
    for name, make in KINDS.items():
        content = make()
        publish(content, path=f"{name}/x")
        shown = read(f"{name}/?fields=links").json()["results"][0]
        assert "links" in shown
        assert set(shown) <= KEPT | {"links"}
        one = read(f"{name}/{content['content_id']}/?fields=links").json()
        assert {key: one[key] for key in shown} == {**shown, "links": content["links"], **_long(one, shown)}


def _long(one, shown):
    """Disclaimers are in short in lists."""
    return {"disclaimers": one["disclaimers"]} if "disclaimers" in shown else {}


def test_use_of_a_part_is_a_field_as_well(read):
    publish(make_topic(), path="topics/recovery")
    shown = read("topics/recovery/?fields=used_by").json()
    assert shown["used_by"]["count"] == 0
    assert "name" not in shown


@pytest.mark.parametrize("value", ["words", "title,words", "", "title,", "Title", "title, summary", "%00"])
def test_field_that_is_none_is_refused(read, value):
    publish_article()
    for path in ("articles/", "articles/walking-again/"):
        said = problem(read(f"{path}?fields={value}"), 400, "invalid-parameter")
        assert said["parameter"] == "fields"
        assert "summary" in said["detail"]


def test_fields_have_a_tag_of_their_own(read):
    digest = thing_of(publish_article()).current.digest
    answer = read("articles/walking-again/?fields=title", if_none_match=f'"sha-256:{digest}"')
    assert answer.status_code == 200
    again = read("articles/walking-again/?fields=title", if_none_match=answer["ETag"])
    assert again.status_code == 304


def test_fields_keep_the_bytes_of_the_document(read):
    edition = publish(make_article(title="Ñandú “quoted”"), path="articles/walking-again")
    shown = read("articles/walking-again/?fields=title").content.decode()
    assert '"title":"Ñandú “quoted”"' in shown
    assert document_of(edition)["title"] in shown
