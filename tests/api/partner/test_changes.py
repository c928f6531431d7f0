"""A partner's feed: it brings what the partner may read, and takes back what it may read no longer."""

from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone

from cms.editions.models import Edition, Ledger
from cms.partners.services import save_partner
from tests.editions.factories import (
    CONTACT,
    identity,
    included,
    make_article,
    make_disclaimer,
    make_topic,
    publish,
    publish_article,
    publish_gone,
)
from tests.editions.withdrawals import publish_withdrawn

pytestmark = pytest.mark.django_db
TOPICS = {slug: make_topic(slug) for slug in ("recovery", "sleep")}
RECOVERY, SLEEP = ([identity(f"topic-{slug}")] for slug in TOPICS)


def file_under(slug, name, **changes):
    topic = TOPICS[slug]
    ref = {key: topic[key] for key in ("content_id", "slug", "name")}
    content = make_article(name, topics=[ref], **changes)
    publish(content, path=f"articles/{name}", included=[included(topic, "topic")])
    return content


@pytest.fixture(autouse=True)
def _topics():
    for slug, topic in TOPICS.items():
        publish(topic, path=f"topics/{slug}")


class Mirror:
    """What somebody has who follows a feed."""

    def __init__(self, read):
        self._read, self.cursor, self.live, self.gone = read, "", {}, {}

    def follow(self):
        more = True
        while more:
            query = "include=document&limit=2" + (f"&cursor={self.cursor}" if self.cursor else "")
            page = self._read(f"changes/?{query}")
            for change in page["changes"]:
                key = change["content_id"], change["locale"]
                here, there = (
                    (self.live, self.gone) if change["state"] == "published" else (self.gone, self.live)
                )
                here[key] = change["document"]
                there.pop(key, None)
            self.cursor, more = page["next"], page["more"]
        return self

    def titles(self):
        return sorted(each["title"] for each in self.live.values() if each["schema"] == "article/1")


def test_the_public_is_told_that_what_is_for_partners_now_is_gone(read, ask):
    content = file_under("recovery", "walking")
    public, partner = Mirror(read.json).follow(), Mirror(ask.json).follow()
    file_under("recovery", "walking", audience="partners", title="Secret words", summary="Secret words")
    for mirror in (public, Mirror(read.json)):
        notice = mirror.follow().gone[content["content_id"], "en"]
        assert mirror.titles() == []
        assert (notice["schema"], notice["state"], notice["edition"]) == ("notice/1", "gone", 2)
        assert notice["former_paths"] == ["articles/walking"]
        assert "Secret" not in str(notice)
    assert partner.follow().titles() == ["Secret words"]


def test_a_tombstone_that_is_made_for_a_reader_is_what_its_change_says(read):
    file_under("recovery", "walking")
    file_under("recovery", "walking", audience="partners")
    (change,) = (each for each in read.json("changes/")["changes"] if each["kind"] == "article")
    (whole,) = (e for e in read.json("changes/?include=document")["changes"] if e["kind"] == "article")
    assert whole["digest"] == change["digest"]
    assert (change["state"], change["url"], change["kid"], change["signature"]) == ("gone", None, None, "")


def test_what_is_withdrawn_after_it_became_one_for_partners_is_gone_for_the_public(read, ask):
    file_under("recovery", "walking")
    content = file_under("recovery", "walking", audience="partners")
    publish_withdrawn(content, former_paths=["articles/walking"], notice="For partners.", severity="high")
    (notice,) = Mirror(read.json).follow().gone.values()
    assert (notice["state"], notice["notice"], notice["former_paths"]) == ("gone", "", ["articles/walking"])
    (notice,) = Mirror(ask.json).follow().gone.values()
    assert (notice["state"], notice["notice"]) == ("withdrawn", "For partners.")


def test_what_was_never_public_is_never_told_to_the_public(read, ask):
    content = file_under("recovery", "protocol", audience="partners")
    publish_gone(content)
    assert all(each["kind"] != "article" for each in read.json("changes/")["changes"])
    assert content["content_id"] in str(ask.json("changes/"))


def test_a_partner_follows_its_topics_and_what_is_in_them(make_program):
    publish(make_disclaimer())
    file_under("recovery", "walking")
    file_under("recovery", "protocol", audience="partners")
    file_under("sleep", "pillows", audience="partners")
    mirror = Mirror(make_program(topics=RECOVERY).json).follow()
    assert mirror.titles() == ["Protocol", "Walking"]
    assert {each["schema"] for each in mirror.live.values()} == {"article/1", "topic/1", "disclaimer/1"}


def test_what_leaves_its_topics_is_taken_back(make_program):
    content = file_under("recovery", "protocol", audience="partners")
    mirror = Mirror(make_program(topics=RECOVERY).json).follow()
    file_under("sleep", "protocol", audience="partners", title="Secret words")
    assert mirror.follow().titles() == []
    assert mirror.gone[content["content_id"], "en"]["state"] == "gone"
    assert "Secret" not in str(mirror.gone)


def test_what_leaves_its_topics_and_is_recalled_then_is_told_as_recalled(make_program):
    file_under("recovery", "protocol")
    mirror = Mirror(make_program(topics=RECOVERY).json).follow()
    content = file_under("sleep", "protocol")
    publish_withdrawn(content, notice="Do not walk.", severity="high", reason="incorrect")
    (notice,) = mirror.follow().gone.values()
    assert (notice["state"], notice["severity"], notice["contact"]) == ("withdrawn", "high", CONTACT)


@pytest.mark.parametrize(
    ("before", "after"), [(RECOVERY, SLEEP), ([], RECOVERY), (RECOVERY, []), (RECOVERY, RECOVERY + SLEEP)]
)
def test_other_topics_bring_what_may_be_read_now_and_take_back_the_rest(make_program, before, after):
    """From whatever cursor: who followed before, and who begins now, come to have the same."""
    for slug, name in (("recovery", "walking"), ("sleep", "pillows")):
        file_under(slug, name, audience="partners")
    publish_article("for-all")
    ask = make_program(topics=before)
    mirror = Mirror(ask.json).follow()
    save_partner(partner=ask.partner, content_ids=[UUID(each) for each in after], at=timezone.now())
    assert mirror.follow().live == Mirror(ask.json).follow().live
    assert set(mirror.titles()) == set(ask.titles())


def test_saving_the_same_topics_starts_nothing_again(make_program):
    file_under("recovery", "walking")
    ask = make_program(topics=RECOVERY)
    mirror = Mirror(ask.json).follow()
    save_partner(partner=ask.partner, content_ids=[UUID(each) for each in RECOVERY], at=timezone.now())
    assert ask.json(f"changes/?cursor={mirror.cursor}")["changes"] == []


def test_cursors_of_the_one_feed_are_none_of_the_other(read, ask):
    publish_article()
    mine, public = ask.json("changes/")["next"], read.json("changes/")["next"]
    for asked, cursor in ((ask, f"changes/?cursor={public}"), (read, f"changes/?cursor={mine}")):
        answer = asked(cursor)
        assert (answer.status_code, answer.json()["type"].split("/")[-2]) == (400, "invalid-cursor")


def test_after_a_restore_the_partner_is_told_to_start_again(ask):
    publish_article()
    cursor = ask.json("changes/")["next"]
    Ledger.objects.update(sequence=0, chain="")
    Edition.objects.update(chain="f" * 64)
    answer = ask(f"changes/?cursor={cursor}")
    assert (answer.status_code, answer.json()["start"]) == (410, f"{settings.API_URL}/partner/changes/")


def test_nothing_new_is_waited_for(ask):
    publish_article()
    cursor = ask.json("changes/")["next"]
    assert ask.json(f"changes/?cursor={cursor}&wait=1") == {"changes": [], "next": cursor, "more": False}


def test_only_documents_count_as_read(ask):
    file_under("recovery", "walking")
    ask.json("changes/")
    assert ask.json("usage/")["results"] == []
    ask.json("changes/?include=document")
    (count,) = ask.json("usage/")["results"]
    assert (count["content_id"], count["edition"], count["reads"]) == (identity("article-walking"), 1, 1)
