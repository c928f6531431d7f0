import json
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import pytest
from django.db import transaction

from cms.editions.canonical import canonical_bytes
from cms.editions.models import Edition, Inclusion, Ledger, Route, Thing
from cms.editions.schemas import InvalidDocument
from cms.editions.services import (
    Included,
    OutsideUnit,
    Publication,
    RouteTaken,
    lock_ledger,
    publish_edition,
)
from tests.editions.factories import (
    BEGAN,
    document_of,
    included,
    make_article,
    make_benefit,
    make_disclaimer,
    make_topic,
    publish,
    publish_article,
    publish_gone,
    thing_of,
)

pytestmark = pytest.mark.django_db
PATH = "articles/walking-again"


def test_edition_holds_the_canonical_bytes_of_content_and_stamps():
    content = make_article()
    edition = publish(content, path=PATH)
    stamps = {"edition": 1, "published_at": "2026-03-02T09:00:00Z", "updated_at": "2026-03-02T09:00:00Z"}
    assert bytes(edition.document) == canonical_bytes({**content, **stamps})
    assert edition.digest == sha256(bytes(edition.document)).hexdigest()
    assert edition.content_digest == sha256(canonical_bytes(content)).hexdigest()


def test_second_edition_counts_on_and_keeps_the_first_day():
    publish(make_article(), path=PATH)
    edition = publish(make_article(title="Walking on"), path=PATH, day=3)
    document = document_of(edition)
    assert (document["edition"], document["published_at"][:10]) == (2, "2026-03-02")
    assert document["updated_at"][:10] == "2026-03-05"
    assert document["title"] == "Walking on"


def test_edition_replaces_and_never_merges():
    publish(make_article(codes=[{"system": "urn:a", "code": "A", "display": ""}]), path=PATH)
    assert document_of(publish(make_article(), path=PATH))["codes"] == []


def test_equal_content_stores_nothing():
    publish(make_article(), path=PATH)
    before = Ledger.objects.get().sequence
    assert publish(make_article(), path=PATH, day=1) is None
    assert (Ledger.objects.get().sequence, Edition.objects.count()) == (before, 1)


def test_same_content_after_a_tombstone_is_a_new_edition():
    content = publish_article()
    publish_gone(content)
    assert publish(content, path=PATH, day=10).number == 3
    assert thing_of(content).state == "published"


def test_gone_thing_keeps_its_path_and_says_so():
    content = publish_article()
    publish_gone(content)
    thing = thing_of(content)
    assert (thing.state, thing.path, thing.current.number) == ("gone", PATH, 2)
    assert thing.title == content["title"]


def test_sequences_are_whole_and_chained():
    for name in ("one", "two", "three"):
        publish_article(name)
    chain = ""
    for place, edition in enumerate(Edition.objects.order_by("sequence"), start=1):
        chain = sha256(f"{chain}{edition.digest}".encode()).hexdigest()
        assert (edition.sequence, edition.chain) == (place, chain)
    assert Ledger.objects.get().chain == chain


def test_languages_of_one_thing_count_their_own_editions():
    english, spanish = publish_article(), publish_article(locale="es")
    assert english["content_id"] == spanish["content_id"]
    assert {thing_of(each).current.number for each in (english, spanish)} == {1}


def test_renamed_thing_keeps_its_former_route():
    publish_article("old-name", name="it")
    content = publish_article("new-name", name="it", former_paths=["articles/old-name"])
    thing = thing_of(content)
    assert thing.path == "articles/new-name"
    assert set(thing.routes.values_list("path", flat=True)) == {"articles/old-name", "articles/new-name"}
    assert thing.former_paths == ["articles/old-name"]


def test_thing_takes_its_former_path_back():
    publish_article("old-name", name="it")
    publish_article("new-name", name="it")
    assert thing_of(publish_article("old-name", name="it")).path == "articles/old-name"
    assert Route.objects.count() == 2


@pytest.mark.parametrize("taken", ["walking-again", "once-so"])
def test_path_of_another_thing_is_refused_also_a_former_one(taken):
    publish_article("once-so", name="it")
    publish_article("walking-again", name="it")
    with pytest.raises(RouteTaken, match="Choose another slug"):
        publish_article(taken, name="another")
    assert Edition.objects.count() == 2


def test_same_path_in_another_language_is_free():
    publish_article("artrosis", name="one")
    publish_article("artrosis", "es", name="two")
    assert Route.objects.filter(path="articles/artrosis").count() == 2


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_published():
    publication = Publication(make_article(), PATH, (), {"reason": "self"})
    with pytest.raises(OutsideUnit):
        lock_ledger()
    with pytest.raises(OutsideUnit):
        publish_edition(Ledger(), publication, at=BEGAN)


@pytest.mark.parametrize(
    "fault",
    [{"title": ""}, {"disclaimers": []}, {"surprise": 1}, {"url": "no address"}, {"audience": "nobody"}],
    ids=lambda fault: next(iter(fault)),
)
def test_document_that_breaks_its_schema_is_refused(fault):
    with pytest.raises(InvalidDocument):
        publish(make_article(**fault), path=PATH)
    assert not Thing.objects.exists()


def test_inclusions_say_what_is_held_and_what_is_wanted():
    benefit, missing = make_benefit(), make_benefit("not-yet")
    wanted = Included(UUID(missing["content_id"]), "en", "benefit", None)
    publish(make_article(), path=PATH, included=[included(benefit, "benefit", 4), wanted])
    rows = Inclusion.objects.values_list("content_id", "number")
    assert dict(rows) == {UUID(benefit["content_id"]): 4, UUID(missing["content_id"]): None}


def test_equal_content_that_wants_something_new_keeps_its_edition():
    publish(make_article(), path=PATH)
    wanted = Included(UUID(make_benefit()["content_id"]), "en", "benefit", None)
    assert publish(make_article(), path=PATH, included=[wanted]) is None
    assert Inclusion.objects.get().number is None


@pytest.mark.parametrize("content", [make_article, make_benefit])
def test_listings_carry_disclaimers_and_attribution(content):
    edition = publish(content(), path=PATH)
    listing = json.loads(bytes(edition.listing))
    assert listing["disclaimers"] == [
        {key: each[key] for key in ("part", "lang", "purpose", "text")} for each in content()["disclaimers"]
    ]
    assert listing["attribution"] == content()["attribution"]


@pytest.mark.parametrize("make", [make_article, make_topic, make_disclaimer, make_benefit])
def test_listing_is_shorter_than_its_document(make):
    edition = publish(make())
    assert len(edition.listing) < len(edition.document)


def review(state="current", due="2026-05-01"):
    return {"state": state, "reviewed_by": None, "reviewed_on": "2026-03-01", "next_review_on": due}


def block_with(review_of_part):
    item = {
        "id": str(UUID(int=1)),
        "number": 1,
        "title": "T",
        "html": "<p>x</p>",
        "part": None,
        "overrides": [],
    }
    return {
        "id": str(UUID(int=2)),
        "type": "benefits",
        "title": "",
        "items": [{**item, "review": review_of_part}],
        "notices": [],
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"review": review()}, datetime(2026, 5, 2, tzinfo=UTC)),
        ({"review": review("overdue")}, None),
        (
            {"review": review(), "body": [block_with(review(due="2026-04-01"))]},
            datetime(2026, 4, 2, tzinfo=UTC),
        ),
    ],
    ids=["no review", "its own", "overdue already", "a benefit's comes first"],
)
def test_thing_is_fresh_until_a_review_that_it_shows_falls_overdue(changes, expected):
    content = make_article(**changes)
    publish(content, path=PATH)
    assert thing_of(content).fresh_until == expected


@transaction.atomic
def publish_two_at_one_path():
    publish_article("one")
    publish_article("one", name="another")


def test_failing_unit_leaves_no_trace():
    with pytest.raises(RouteTaken):
        publish_two_at_one_path()
    assert not Thing.objects.exists()
    assert not Route.objects.exists()
