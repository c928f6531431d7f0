"""Guides in the API: the same lists, forms, states and signatures as articles."""

import pytest
from django.conf import settings

from cms.publishing.withdrawals import Terms, withdraw
from tests.api.problems import problem
from tests.articles.factories import make_article, make_guide
from tests.library.factories import make_disclaimer, make_topic
from tests.publishing.ledger import document_of

pytestmark = pytest.mark.django_db
TEXT = "Ask your own care team first."


@pytest.fixture
def articles():
    make_disclaimer()
    return [make_article(title) for title in ("First", "Second")]


@pytest.fixture
def guide(articles):
    topic = make_topic()
    make_guide("Another", articles[1:])
    return make_guide(articles=articles, topics=[topic], introduction="<p>Begin on day one.</p>")


def test_guide_is_its_document_signed(read, guide):
    answer = read("guides/your-first-weeks/")
    assert answer.json() == document_of(guide)
    assert answer["Edition-Signature"]
    assert read(f"guides/{guide.content_id}/").json() == answer.json()
    assert read("guides/your-first-weeks/", **{"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("suffix", ["html", "md", "txt", "jsonld"])
def test_every_form_leads_through_the_articles_with_their_disclaimers(read, guide, suffix):
    answer = read(f"guides/your-first-weeks.{suffix}")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert said.index("Begin on day one.") < said.index("First") < said.index("Second") < said.index(TEXT)


def test_form_is_negotiated_at_the_address_of_the_document(read, guide):
    answer = read("guides/your-first-weeks/", Accept="text/markdown")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Location"] == f"{settings.API_URL}/guides/your-first-weeks.md"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Your first weeks", "Another"]),
        ("article=first", ["Your first weeks"]),
        ("article=second", ["Your first weeks", "Another"]),
        ("topic=recovery", ["Your first weeks"]),
        ("q=day", ["Your first weeks"]),
        ("ordering=title", ["Another", "Your first weeks"]),
        ("review_state=none&limit=1", ["Your first weeks"]),
    ],
)
def test_list_of_guides_is_filtered(read, guide, query, found):
    assert read.titles(f"guides/?{query}") == found


def test_filters_of_articles_are_no_filters_of_guides(read, guide):
    assert problem(read("guides/?code=a|b"), 400)["parameter"] == "code"
    assert problem(read("articles/?article=first"), 400)["parameter"] == "article"
    assert problem(read("guides/?article=never"), 400)["parameter"] == "article"


def test_listing_carries_disclaimers_and_fields_cannot_leave_them_out(read, guide):
    [first, _] = read.json("guides/?fields=title")["results"]
    assert first["disclaimers"][0]["text"] == TEXT
    assert read.json("guides/your-first-weeks/?fields=articles")["disclaimers"][0]["text"] == TEXT


def test_guides_are_found_by_the_titles_of_their_articles(read, guide):
    found = read.json("search/?q=second&kind=guide")
    assert {hit["title"] for hit in found["results"]} == {"Your first weeks", "Another"}
    assert found["topics"][0]["name"] == "Recovery"


def test_disclaimer_says_that_guides_carry_it(read, guide):
    [disclaimer] = document_of(guide)["disclaimers"]
    use = read.json(f"disclaimers/{disclaimer['part']['content_id']}/")["used_by"]
    assert {each["kind"] for each in use["results"]} == {"article", "guide"}
    assert use["count"] == 4


def test_guide_is_in_the_feed_with_what_caused_it(read, guide):
    changes = read.json("changes/?kind=guide&include=document")["changes"]
    assert [change["document"]["title"] for change in changes] == ["Another", "Your first weeks"]


def test_withdrawn_guide_is_a_notice_in_every_form(read, guide):
    withdraw(guide, Terms(reason="outdated", notice="A better one is on its way."))
    for form in ("/", ".html", ".md", ".txt", ".jsonld", "/editions/1/"):
        told = problem(read(f"guides/your-first-weeks{form}"), 410)
        assert told["notice"] == "A better one is on its way."
    assert read.titles("guides/") == ["Another"]


def test_merged_guide_leads_to_the_other_in_the_same_form(read, guide):
    other = read.json("guides/another/")
    key = (other["content_id"], "en")
    withdraw(guide, Terms(reason="merged", notice="", successor=key))
    answer = read("guides/your-first-weeks.md")
    assert answer.status_code == 301
    assert answer["Location"] == f"{settings.API_URL}/guides/{other['content_id']}.md"


def test_renamed_guide_redirects(read, guide):
    draft = guide.get_latest_revision_as_object()
    draft.slug = "first-weeks"
    draft.save_revision().publish()
    answer = read("guides/your-first-weeks.txt")
    assert (answer.status_code, answer["Location"]) == (301, f"{settings.API_URL}/guides/first-weeks.txt")
