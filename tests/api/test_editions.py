import pytest
from django.conf import settings

from cms.editions.models import Edition
from tests.api.problems import problem
from tests.editions.factories import make_topic, part, publish, publish_article, publish_gone

pytestmark = pytest.mark.django_db


def test_history_says_what_was_published_when_and_why(read):
    content = publish_article()
    because = {"reason": "part", "kind": "topic", "part": part(make_topic(), 2)}
    publish({**content, "title": "Changed"}, path="articles/walking-again", because=because, day=1)
    newest, first = read.json("articles/walking-again/editions/")["results"]
    assert (first["edition"], first["because"]) == (1, {"reason": "self"})
    second = Edition.objects.get(number=2)
    assert newest == {
        "edition": 2,
        "state": "published",
        "digest": f"sha-256:{second.digest}",
        "kid": second.key_id,
        "signature": second.signature,
        "published_at": "2026-03-03T09:00:00Z",
        "because": because,
        "redacted_at": None,
        "url": f"{settings.API_URL}/articles/walking-again/editions/2/",
    }


def test_history_has_pages(read):
    for place in range(5):
        publish_article(title=f"Title {place}")
    pages = list(read.pages("articles/walking-again/editions/?limit=2"))
    assert [[each["edition"] for each in page["results"]] for page in pages] == [[5, 4], [3, 2], [1]]
    back = read.json(pages[2]["previous"].removeprefix(f"{settings.API_URL}/"))
    assert back["results"] == pages[1]["results"]


def test_edition_never_changes(read):
    publish_article()
    first = read("articles/walking-again/editions/1/").content
    publish_article(title="Changed")
    assert read("articles/walking-again/editions/1/").content == first
    assert read.json("articles/walking-again/editions/2/")["title"] == "Changed"


def test_edition_of_another_language(read):
    publish_article(locale="es")
    url = read.json("articles/walking-again/editions/?locale=es")["results"][0]["url"]
    assert url.endswith("/editions/1/?locale=es")
    assert read.json(url.removeprefix(f"{settings.API_URL}/"))["locale"] == "es"


def test_edition_that_is_not_there(read):
    publish_article()
    problem(read("articles/walking-again/editions/2/"), 404, "not-found")
    problem(read("articles/walking-again/editions/0/"), 404, "not-found")
    problem(read("articles/walking-again/editions/99999999999999999999/"), 404, "not-found")


def test_editions_of_a_gone_thing_are_gone(read):
    content = publish_article()
    publish_gone(content)
    problem(read("articles/walking-again/editions/"), 410, "gone")
    problem(read("articles/walking-again/editions/1/"), 410, "gone")


def test_edition_that_was_a_tombstone_is_gone_after_the_thing_is_back(read):
    content = publish_article()
    publish_gone(content)
    publish(content, path="articles/walking-again", day=10)
    entries = read.json("articles/walking-again/editions/")["results"]
    assert [(entry["state"], entry["url"] is None) for entry in entries] == [
        ("published", False),
        ("gone", True),
        ("published", False),
    ]
    problem(read("articles/walking-again/editions/2/"), 410, "gone")
    assert read.json("articles/walking-again/editions/3/")["edition"] == 3


def test_parts_have_a_history_too(read):
    publish(make_topic(), path="topics/recovery")
    assert read.json("topics/recovery/editions/1/")["name"] == "Recovery"
    assert len(read.json("topics/recovery/editions/")["results"]) == 1
