"""What was taken back says so everywhere: when, why, what to read instead, whom to ask."""

import json
from xml.etree import ElementTree

import pytest

from frontend.build import build
from frontend.follow import Follower
from frontend.release import Releases
from frontend.targets import LEAF
from frontend.words import words_for
from tests.frontend.documents import (
    article,
    at,
    identity,
    moved,
    notice,
    reviewed,
    site_path,
    successor_of,
    topic,
    withdrawn,
)
from tests.frontend.test_build import urls_in_sitemap
from tests.frontend.test_embed import data, words_of
from tests.frontend.trees import text, tree

OLD = article("old-advice", title="Rest for a week")
NEW = article("new-advice", title="Walk every day")
OLD_KEY = identity("old-advice")
PAGE = "articles/old-advice/index.html"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def taken_back(stub, options, hub):
    """Publishes what comes after the old advice, and builds."""

    def publish(*documents):
        stub.publish(NEW, OLD, *documents)
        return build(options, hub)

    return publish


def forms(release, name="old-advice"):
    """All that shows the thing: its page, its frame, and what the element fetches."""
    key = identity(name)
    element = data(release, name)
    return [
        text(release, f"articles/{name}/index.html"),
        text(release, f"embed/en/{key}/index.html"),
    ], element


def test_withdrawn_article_says_when_why_and_whom_to_ask(taken_back):
    words = "Please stop resting.\nCall us."
    pages, element = forms(taken_back(withdrawn(OLD, notice=words)))
    for shown in (*pages, words_of(element["nodes"])):
        assert "This page was withdrawn" in shown
        assert "Rest for a week" in shown
        assert "Withdrawn on 11 April 2026." in shown
        assert "It was no longer up to date." in shown
        assert words in shown
        assert "+1 555 0100" in shown
        assert "Short walks" not in shown
    assert element["state"] == "withdrawn"


def test_successor_is_linked_in_every_form(taken_back):
    pages, element = forms(taken_back(withdrawn(OLD, reason="replaced", successor=successor_of(NEW))))
    for shown in (*pages, json.dumps(element)):
        assert NEW["url"] in shown
        assert "Walk every day" in shown
        assert "Another page has taken its place." in shown


def test_successor_without_a_page_is_named(taken_back):
    other = {**successor_of(NEW), "kind": "benefit", "title": "Better balance", "url": None}
    for shown in forms(taken_back(moved(OLD, NEW) | {"successor": other}))[0]:
        assert "Better balance" in shown
        assert 'href="None"' not in shown


@pytest.mark.parametrize("severity", ["low", "moderate", "high"])
def test_recall_is_marked_and_says_how_bad_it_is(taken_back, severity):
    pages, element = forms(taken_back(withdrawn(OLD, reason="incorrect", severity=severity)))
    for shown in (*pages, json.dumps(element)):
        assert "This advice was recalled" in shown
        assert f"recall recall-{severity}" in shown
        assert words_for("en")(f"severity_{severity}") in shown


def test_withdrawal_without_harm_is_no_recall(taken_back):
    assert "recall" not in text(taken_back(withdrawn(OLD)), PAGE)


def test_notice_speaks_the_language_of_what_it_stands_for(stub, options, hub):
    old = article("reposo", locale="es", title="Reposo")
    stub.publish(withdrawn(old, severity="high"))
    page = text(build(options, hub), "es/articles/reposo/index.html")
    assert "Retirada el 11 de abril de 2026." in page
    assert "no siga estos consejos" in page


def test_words_of_a_notice_stay_words(taken_back):
    hostile = "</p><script>alert(1)</script>"
    page = text(taken_back(withdrawn(OLD, notice=hostile, title=hostile)), PAGE)
    assert "<script>alert" not in page


def test_withdrawn_article_leaves_lists_and_sitemap(taken_back):
    release = taken_back(withdrawn(OLD))
    lists = ("index.html", "articles/index.html", "topics/index.html", "topics/recovery/index.html")
    for name in lists:
        assert "old-advice" not in text(release, name), name
    assert OLD["url"] not in urls_in_sitemap(release)


def feeds(release):
    """What each feed says of the old advice, which is the same."""
    item = next(each for each in json.loads(text(release, "feed.json"))["items"] if OLD_KEY in each["id"])
    atom = ElementTree.fromstring(text(release, "feed.xml"))
    entry = next(each for each in atom.iterfind(f"{ATOM}entry") if OLD_KEY in each.findtext(f"{ATOM}id"))
    assert entry.findtext(f"{ATOM}updated") == item["date_modified"] <= atom.findtext(f"{ATOM}updated")
    found = [entry.findtext(f"{ATOM}{name}") for name in ("title", "content")]
    found.append(entry.find(f"{ATOM}link").get("href"))
    assert found == [item["title"], item["content_html"], item["url"]]
    return item


def test_feeds_put_the_notice_in_place_of_the_article(taken_back):
    before = next(
        each for each in json.loads(text(taken_back(), "feed.json"))["items"] if each["title"] == OLD["title"]
    )
    item = feeds(taken_back(withdrawn(OLD, reason="incorrect", severity="high", notice="Please call us.")))
    assert item["id"] == before["id"]
    assert item["title"] == "This advice was recalled: Rest for a week"
    assert item["url"] == OLD["url"]
    assert "Please call us." in item["content_html"]
    assert "Short walks" not in item["content_html"]
    assert item["_aftercare"] == {"state": "withdrawn", "reason": "incorrect", "severity": "high"}


def test_feeds_say_no_more_of_what_is_gone_than_that(taken_back):
    item = feeds(taken_back(notice(OLD)))
    assert item["title"] == "This page is no longer published"
    assert "Rest for a week" not in item["content_html"]


def test_feeds_lead_on_to_a_successor(taken_back):
    assert NEW["url"] in feeds(taken_back(moved(OLD, NEW)))["content_html"]


def test_article_that_is_published_again_is_an_article_again(taken_back):
    item = feeds(taken_back(withdrawn(OLD), {**OLD, "edition": 3}))
    assert (item["title"], "content_html" in item, "state" in item["_aftercare"]) == (
        OLD["title"],
        True,
        False,
    )


def test_feeds_forget_what_was_taken_back_before_their_oldest_article(stub, options, hub):
    stub.publish(
        withdrawn(article("old-advice", updated_at=at(1))), article("new-advice", published_at=at(20))
    )
    assert "old-advice" not in text(build(options, hub), "feed.json")


def test_withdrawn_paths_are_gone_for_web_servers(taken_back):
    old = withdrawn(OLD, former_paths=["articles/older-advice", "articles/old-advice"])
    release = taken_back(old)
    paths = ["/articles/old-advice/", "/articles/older-advice/"]
    assert json.loads(text(release, "states.json")) == {"redirects": {}, "gone": paths}
    assert all(f'"{path}" 1;' in text(release, "nginx-states.conf") for path in paths)
    assert "withdrawn" in text(release, "articles/older-advice/index.html")


def test_moved_article_leads_to_its_successor(taken_back):
    release = taken_back(moved(OLD, NEW))
    assert f'content="0; url={NEW["url"]}"' in text(release, PAGE)
    assert text(release, "_redirects") == "/articles/old-advice/ /articles/new-advice/ 301\n"
    assert '"/articles/old-advice/" "/articles/new-advice/";' in text(release, "nginx-states.conf")
    assert json.loads(text(release, "states.json"))["gone"] == []
    shown = words_of(data(release, "old-advice")["nodes"])
    assert "This page has moved" in shown
    assert "Walk every day" in shown


def test_address_of_a_successor_cannot_write_configuration(taken_back):
    elsewhere = {**successor_of(NEW), "url": 'https://clinic.example/$host";return/'}
    release = taken_back(moved(OLD, NEW) | {"successor": elsewhere})
    assert '"https://clinic.example/%24host%22;return/";' in text(release, "nginx-states.conf")


def test_numbered_pages_of_a_renamed_topic_lead_on_as_they_come_to_be(stub, options, hub):
    former = {
        "slug": "healing",
        "url": site_path("en", "topics/healing"),
        "former_paths": ["topics/recovery"],
    }
    stub.publish(topic(**former))
    build(options, hub)
    follower = Follower(options, hub)
    stub.publish(*(article(f"article-{number}") for number in range(2 * LEAF)))
    while follower.step():
        pass
    lines = text(Releases(options.out).current(), "_redirects").splitlines()
    assert "/topics/recovery/ /topics/healing/ 301" in lines
    assert "/topics/recovery/page/1/ /topics/healing/page/1/ 301" in lines


def test_withdrawn_topic_says_so_and_its_numbered_pages_go(stub, options, hub):
    stub.publish(*(article(f"a-{number}") for number in range(97)))
    assert "topics/recovery/page/1/index.html" in tree(build(options, hub))
    stub.publish(withdrawn(topic(), title="Recovery"))
    release = build(options, hub)
    assert "This page was withdrawn" in text(release, "topics/recovery/index.html")
    assert "topics/recovery/page/1/index.html" not in tree(release)


@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_state_reason_and_severity_has_words(locale):
    words = words_for(locale)
    assert words.lang == locale
    assert all(words(f"{state}_title") for state in ("gone", "withdrawn", "moved", "recalled"))
    reasons = ("outdated", "incorrect", "replaced", "merged", "overdue", "other")
    assert all(words(f"reason_{reason}") for reason in reasons)


@pytest.mark.parametrize(("state", "times"), [("overdue", 1), ("changed", 0), ("current", 0), ("none", 0)])
def test_overdue_review_is_said_calmly_on_the_page_and_in_the_embed(stub, options, hub, state, times):
    stub.publish(article("old-advice", review=reviewed(state)))
    pages, element = forms(build(options, hub))
    for shown in (*pages, words_of(element["nodes"])):
        assert shown.count("This page is due for review.") == times


def test_notice_of_what_has_no_page_makes_none(taken_back):
    gone = notice({**OLD, "schema": "benefit/1", "content_id": identity("benefit"), "slug": "balance"})
    assert not [name for name in tree(taken_back(gone)) if "balance" in name or identity("benefit") in name]
