"""The forms of an article: by suffix, and by what is accepted."""

import json

import pytest
from django.conf import settings

from tests.api.problems import problem
from tests.editions.factories import make_disclaimer, make_person, make_topic, publish_article, publish_gone

pytestmark = pytest.mark.django_db
TYPES = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "jsonld": "application/ld+json",
}
ICD = "http://hl7.org/fhir/sid/icd-10-cm"


def ref(content, *keys):
    return {key: content[key] for key in ("content_id", *keys)}


@pytest.fixture
def article():
    person = ref(make_person(), "name", "credentials")
    review = {"state": "current", "reviewed_by": person, "reviewed_on": "2026-05-04", "next_review_on": None}
    return publish_article(
        title="Walking *again*",
        authors=[person],
        review=review,
        topics=[ref(make_topic(), "slug", "name")],
        codes=[{"system": ICD, "code": "M54.5", "display": "Low back pain"}],
        translations=[{"locale": "es", "title": "Andar", "url": "https://clinic.example/es/articles/andar/"}],
    )


@pytest.mark.parametrize("suffix", TYPES)
def test_every_form_carries_disclaimer_and_attribution(read, article, suffix):
    answer = read(f"articles/walking-again.{suffix}")
    assert answer["Content-Type"] == TYPES[suffix]
    text = answer.content.decode()
    assert make_disclaimer()["text"] in text
    assert answer["Link"] == f'<{article["url"]}>; rel="canonical"'


@pytest.mark.parametrize("suffix", TYPES)
def test_form_that_is_accepted(read, article, suffix):
    asked = read("articles/walking-again/", accept=TYPES[suffix].partition(";")[0])
    named = read(f"articles/walking-again.{suffix}")
    assert (asked.content, asked["ETag"], asked["Content-Type"]) == (
        named.content,
        named["ETag"],
        TYPES[suffix],
    )
    assert asked["Content-Location"] == f"{settings.API_URL}/articles/walking-again.{suffix}"
    assert asked["Vary"] == "Accept, Accept-Encoding"


LIKED = {
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "text/html",
    "application/json, text/plain, */*": "application/json",
    "text/markdown;q=0.9, text/html;q=0.8": "text/markdown",
    "text/*": "text/html",
    "application/ld+json": "application/ld+json",
}


@pytest.mark.parametrize("accept", LIKED)
def test_best_liked_form_is_answered(read, article, accept):
    assert read("articles/walking-again/", accept=accept)["Content-Type"].startswith(LIKED[accept])


@pytest.mark.parametrize(
    "path", ["articles/walking-again/", "articles/walking-again.txt", "articles/", "docs/"]
)
def test_what_is_not_there_is_not_acceptable(read, article, path):
    said = problem(read(path, accept="image/png"), 406, "not-acceptable")
    assert "This address has" in said["detail"]


HTML = """
<section class="block"><h2>What helps</h2><ol><li><h3>Walk</h3><p>Short  walks &amp; rest.</p></li>
<li><h3>Sleep</h3><p>See <a href="https://clinic.example/sleep/">our page</a>.</p></li></ol>
<ul><li>One</li><li>Two</li></ul><table><tr><th>Week</th><th>Steps</th></tr><tr><td>1</td><td>500</td></tr></table>
<p>Call <a href="tel:+15550100">+1 555 0100</a><br>now</p></section>
"""
TEXT = """Walking again
#############

What helps
==========

1. Walk

Short walks & rest.

2. Sleep

See our page (https://clinic.example/sleep/).

- One

- Two

Week | Steps

1 | 500

Call +1 555 0100

now
"""


def test_text_reads_well(read):
    publish_article(body_html=HTML)
    assert read("articles/walking-again.txt").content.decode() == TEXT


def test_linked_data_tells_who_reviewed_what_for_whom(read, article):
    linked = json.loads(read("articles/walking-again.jsonld").content)
    assert (linked["@context"], linked["@type"]) == ("https://schema.org", "MedicalWebPage")
    assert linked["lastReviewed"] == "2026-05-04"
    assert linked["reviewedBy"] == {"@type": "Person", "name": "Clinical team", "honorificSuffix": "PT"}
    assert linked["aspect"] == ["Recovery"]
    assert linked["medicalAudience"] == {"@type": "MedicalAudience", "audienceType": "Patient"}
    assert linked["about"][0]["code"]["codeValue"] == "M54.5"
    assert linked["usageInfo"][0]["text"] == make_disclaimer()["text"]
    assert linked["creditText"] == article["attribution"]["text"]
    assert linked["workTranslation"][0]["inLanguage"] == "es"
    assert linked["name"] == "Walking *again*"


def test_what_is_not_known_is_left_out(read):
    publish_article()
    linked = json.loads(read("articles/walking-again.jsonld").content)
    assert not {"reviewedBy", "lastReviewed", "about", "author", "aspect"} & set(linked)


@pytest.mark.parametrize("suffix", TYPES)
def test_form_of_what_is_gone_says_so(read, article, suffix):
    publish_gone(article)
    problem(read(f"articles/walking-again.{suffix}"), 410, "gone")


@pytest.mark.parametrize("suffix", TYPES)
def test_form_under_a_former_slug_leads_on(read, suffix):
    publish_article("old-name", name="it")
    publish_article("new-name", name="it")
    answer = read(f"articles/old-name.{suffix}")
    assert (answer.status_code, answer["Location"]) == (301, f"{settings.API_URL}/articles/new-name.{suffix}")
