"""What was withdrawn says so at every address that it had, with its reason, its notice and its successor."""

import json

import pytest

from api.contract.components import components
from tests.api.problems import problem
from tests.api.test_contract import check
from tests.api.withdrawing import ADDRESSES, publish_in
from tests.editions.factories import CONTACT, included, make_article, publish, publish_article, thing_of
from tests.editions.withdrawals import WITHDRAWN_AT, publish_withdrawn, successor

pytestmark = pytest.mark.django_db
WORDS = "We wrote this anew."


@pytest.mark.parametrize(("collection", "form"), ADDRESSES)
def test_every_address_answers_with_the_notice(read, collection, form):
    better, _ = publish_in(collection, "better")
    content, name = publish_in(collection, "worse")
    publish_withdrawn(content, instead=better, reason="replaced", notice=WORDS)
    for asked in {name, content["content_id"]}:
        said = problem(read(f"{collection}/{asked}{form}"), 410, "withdrawn")
        assert {key: said[key] for key in list(said)[5:]} == {
            "content_id": content["content_id"],
            "locale": "en",
            "state": "withdrawn",
            "reason": "replaced",
            "notice": WORDS,
            "severity": None,
            "withdrawn_at": WITHDRAWN_AT,
            "successor": successor(better),
            "contact": CONTACT,
        }
        check({"components": {"schemas": components()}}, "Problem", said)


def test_detail_says_when_why_and_what_instead(read):
    better = publish_article("better")
    publish_withdrawn(publish_article("worse"), instead=better, reason="incorrect")
    assert problem(read("articles/worse/"), 410)["detail"] == (
        "The article “Worse” was withdrawn on 2026-03-11. It is not correct. Read “Better” instead."
    )


def test_recall_says_so(read):
    publish_withdrawn(publish_article(), severity="high", reason="incorrect")
    said = problem(read("articles/walking-again/"), 410, "withdrawn")
    assert (said["severity"], said["title"]) == ("high", "Withdrawn")
    assert "was recalled on 2026-03-11: following it may do harm. Remove every copy." in said["detail"]


@pytest.mark.parametrize("form", ["/", ".html", "/editions/1/"])
def test_former_slug_of_a_withdrawn_article_has_the_notice_too(read, form):
    publish_article("old-name", name="it")
    publish_withdrawn(publish_article("new-name", name="it"))
    problem(read(f"articles/old-name{form}"), 410, "withdrawn")


def test_reader_who_has_the_notice_of_the_feed_is_told_all_the_same(read):
    edition = publish_withdrawn(publish_article(), notice=WORDS)
    said = problem(read("articles/walking-again/", if_none_match=f'"sha-256:{edition.digest}"'), 410)
    assert said["notice"] == WORDS


def test_withdrawn_article_is_in_no_list(read):
    benefit, _ = publish_in("benefits", "less-pain")
    content = publish_article(parts=[(benefit, "benefit")])
    publish_withdrawn(content)
    assert read.json("articles/")["results"] == []
    assert read.json("articles/?benefit=less-pain")["results"] == []
    assert read.json("benefits/less-pain/")["used_by"]["count"] == 0


def test_withdrawn_article_takes_no_comment(read):
    publish_withdrawn(publish_article())
    sent = json.dumps({"name": "Rosa", "text": "Hello"})
    answer = read.ask("POST", "articles/walking-again/comments/", data=sent, content_type="application/json")
    problem(answer, 410, "withdrawn")


def test_withdrawn_article_is_not_embedded(read):
    content = publish_article()
    publish_withdrawn(content, severity="low")
    said = problem(read(f"oembed?url={content['url']}"), 410, "withdrawn")
    assert said["severity"] == "low"


def test_restored_article_is_read_again_and_its_history_tells(read):
    content = publish_article()
    publish_withdrawn(content)
    publish(content, path="articles/walking-again", day=10)
    assert read.json("articles/walking-again/")["edition"] == 3
    entries = read.json("articles/walking-again/editions/")["results"]
    assert [(entry["state"], entry["url"] is None) for entry in entries] == [
        ("published", False),
        ("withdrawn", True),
        ("published", False),
    ]
    said = problem(read("articles/walking-again/editions/2/"), 410, "gone")
    assert "withdrawn then" in said["detail"]


def test_what_only_partners_may_know_is_not_told(read):
    content = publish_article()
    publish_withdrawn(content, audience="partners", notice=WORDS)
    answer = read("articles/walking-again/")
    assert problem(answer, 410, "gone")["state"] == "gone"
    assert WORDS not in answer.content.decode()


def test_feed_tells_of_it_with_the_whole_notice(read):
    content = publish_article()
    publish_withdrawn(content, notice=WORDS, severity="moderate")
    [change] = read.json("changes/?include=document")["changes"]
    assert (change["state"], change["kind"], change["edition"]) == ("withdrawn", "article", 2)
    assert (change["document"]["notice"], change["document"]["severity"]) == (WORDS, "moderate")
    check({"components": {"schemas": components()}}, "Change", change)


def test_withdrawn_topic_still_filters_what_names_it(read):
    """An old link is no misspelling. It finds what is still filed there: nothing, after the cascade."""
    topic, _ = publish_in("topics", "recovery")
    publish(make_article(), path="articles/walking-again", included=[included(topic, "topic")])
    publish_withdrawn(topic)
    assert read.titles("articles/?topic=recovery") == ["Walking again"]
    assert thing_of(topic).state == "withdrawn"


def test_recalled_words_stay_recalled_when_others_are_published_in_their_place(read):
    content = publish_article()
    path = thing_of(content).path
    publish_withdrawn(content, severity="high", notice=WORDS)
    publish(content | {"summary": "Put right."}, path=path, day=12)
    said = problem(read("articles/walking-again/editions/1/"), 410, "withdrawn")
    assert (said["severity"], said["notice"]) == ("high", WORDS)
    assert read("articles/walking-again/editions/3/").status_code == 200


@pytest.mark.parametrize("severity", ["high", None], ids=["a recall that was a mistake", "a withdrawal"])
def test_words_that_are_published_again_may_be_read_in_every_edition(read, severity):
    content = publish_article()
    path = thing_of(content).path
    publish_withdrawn(content, severity=severity, notice=WORDS)
    publish(content, path=path, day=12)
    assert read("articles/walking-again/editions/1/").status_code == 200
