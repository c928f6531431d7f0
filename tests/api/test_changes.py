import json

import pytest
from django.conf import settings

from cms.editions.models import Edition, Ledger, Route, Thing
from tests.api.problems import problem
from tests.editions.factories import (
    document_of,
    make_disclaimer,
    make_image,
    make_topic,
    part,
    publish,
    publish_article,
    publish_gone,
    publish_many,
)

pytestmark = pytest.mark.django_db


def slugs(feed):
    return [each["document"]["slug"] for each in feed["changes"]]


def test_change_says_what_a_thing_is_now(read):
    disclaimer = make_disclaimer()
    content = publish_article("old-name", name="it")
    because = {"reason": "part", "kind": "disclaimer", "part": part(disclaimer, 4)}
    renamed = {**content, "former_paths": ["articles/old-name"]}
    edition = publish(renamed, path="articles/new-name", because=because, day=1)
    feed = read.json("changes/")
    assert feed["changes"] == [
        {
            "content_id": content["content_id"],
            "locale": "en",
            "kind": "article",
            "state": "published",
            "edition": 2,
            "digest": f"sha-256:{edition.digest}",
            "kid": edition.key_id,
            "signature": edition.signature,
            "changed_at": "2026-03-03T09:00:00Z",
            "because": because,
            "url": content["url"],
            "former_paths": ["articles/old-name"],
        }
    ]
    assert feed["more"] is False


def test_feed_is_in_the_order_of_current_editions(read):
    publish_many(3)
    publish_article("article-0", title="Changed", day=9)
    assert slugs(read.json("changes/?include=document")) == ["article-1", "article-2", "article-0"]


def test_gone_thing_stays_as_a_notice(read):
    content = publish_article()
    edition = publish_gone(content)
    change = read.json("changes/?include=document")["changes"][0]
    assert (change["state"], change["kind"], change["url"]) == ("gone", "article", None)
    assert change["document"] == document_of(edition)


def test_documents_are_the_stored_bytes(read):
    publish_article()
    stored = bytes(Edition.objects.get().document)
    assert b',"document":' + stored + b"}]" in read("changes/?include=document").content


def test_cursor_goes_on_where_the_page_ended(read):
    publish_many(5)
    first = read.json("changes/?limit=2&include=document")
    assert first["more"] is True
    second = read.json(f"changes/?limit=3&include=document&cursor={first['next']}")
    assert slugs(first) + slugs(second) == [f"article-{place}" for place in range(5)]
    assert second["more"] is False


def test_end_of_the_feed_gives_its_cursor_back_until_something_happens(read):
    publish_article("one")
    cursor = read.json("changes/")["next"]
    nothing = read.json(f"changes/?cursor={cursor}")
    assert nothing == {"changes": [], "next": cursor, "more": False}
    publish_article("two")
    assert len(read.json(f"changes/?cursor={cursor}")["changes"]) == 1


def test_empty_ledger_has_a_cursor_too(read):
    cursor = read.json("changes/")["next"]
    publish_article()
    assert len(read.json(f"changes/?cursor={cursor}")["changes"]) == 1


def test_cursor_from_before_a_restore_says_start_again(read):
    publish_many(2)
    cursor = read.json("changes/")["next"]
    Edition.objects.filter(sequence=2).update(chain="0" * 64)
    said = problem(read(f"changes/?cursor={cursor}"), 410, "start-again")
    assert said["start"] == f"{settings.API_URL}/changes/"


def test_cursor_beyond_the_end_says_start_again(read, django_capture_on_commit_callbacks):
    publish_article("kept")
    publish_article("lost")
    cursor = read.json("changes/")["next"]
    Edition.objects.filter(sequence=2).update(sequence=1000)
    problem(read(f"changes/?cursor={cursor}"), 410, "start-again")


FILTERS = ["", "&kind=article", "&kind=site", "&locale=es", "&limit=1&include=document"]


def restore(sequence):
    """Bring the ledger back to where it was, as a backup of that moment would."""
    Thing.objects.filter(sequence__gt=sequence).update(current=None)
    Edition.objects.filter(sequence__gt=sequence).delete()
    Route.objects.filter(thing__current=None).delete()
    Thing.objects.filter(current=None).delete()
    chain = Edition.objects.get(sequence=sequence).chain
    Ledger.objects.update(sequence=sequence, chain=chain)


def test_restore_is_told_whether_the_ledger_is_shorter_or_has_grown_another_way(read):
    publish_article("kept")
    kept = read.json("changes/")["next"]
    publish_many(2)
    lost = read.json("changes/")["next"]
    restore(1)
    for query in FILTERS:
        problem(read(f"changes/?cursor={lost}{query}"), 410, "start-again")
    publish_many(5, summary="Written after the restore.")
    for query in FILTERS:
        problem(read(f"changes/?cursor={lost}{query}"), 410, "start-again")
    assert len(read.json(f"changes/?cursor={kept}")["changes"]) == 5


def test_cursor_is_as_good_under_another_filter(read):
    """Then nothing stands at its place, and still it is a place of this ledger."""
    publish_article("one")
    publish(make_topic(), path="topics/recovery")
    cursor = read.json("changes/")["next"]
    for query in FILTERS:
        assert read.json(f"changes/?cursor={cursor}{query}")["next"] == cursor


def test_cursor_of_an_edition_that_is_no_longer_current_is_still_good(read):
    publish_article()
    cursor = read.json("changes/")["next"]
    publish_article(title="Changed")
    assert read.json(f"changes/?cursor={cursor}")["changes"][0]["edition"] == 2


@pytest.mark.parametrize("cursor", ["x", "", "5", "YQAAAAAAAAAAAAAAAAAAAAA", "Y" * 23, "c" * 40])
def test_cursor_that_is_not_ours_is_refused(read, cursor):
    problem(read(f"changes/?cursor={cursor}"), 400, "invalid-cursor")


def test_filters_by_kind_and_language(read):
    publish_article()
    publish_article(locale="es")
    publish(make_topic(), path="topics/recovery")
    publish(make_image())
    kinds = [each["kind"] for each in read.json("changes/?locale=en")["changes"]]
    assert kinds == ["article", "topic"]
    assert len(read.json("changes/?kind=article")["changes"]) == 2
    assert len(read.json("changes/?kind=article&locale=es")["changes"]) == 1
    assert len(read.json("changes/?locale=und")["changes"]) == 1


@pytest.mark.parametrize(
    "query",
    ["kind=pages", "locale=xx", "include=everything", "limit=1001", "limit=101&include=document", "limit=0"],
)
def test_parameters_are_checked(read, query):
    problem(read(f"changes/?{query}"), 400, "invalid-parameter")


def test_only_what_is_public_is_in_the_feed(read):
    publish_article("secret", audience="partners")
    publish_article("open")
    assert slugs(read.json("changes/?include=document")) == ["open"]


def test_feed_is_hardly_kept(read):
    assert "max-age=1," in read("changes/")["Cache-Control"]


def test_page_has_at_most_a_hundred_unless_asked(read):
    publish_many(101)
    feed = json.loads(read("changes/").content)
    assert (len(feed["changes"]), feed["more"]) == (100, True)
    assert len(read.json("changes/?limit=1000")["changes"]) == 101
