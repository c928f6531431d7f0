"""The search index, as files."""

import json

import pytest

from frontend import search
from frontend.build import build
from frontend.errors import FrontendError
from frontend.follow import Follower
from frontend.indexing import Indexing
from frontend.mirror import Mirror
from frontend.release import Releases
from tests.frontend.documents import article, guide
from tests.frontend.test_follow import wait_for
from tests.frontend.trees import text

pytestmark = pytest.mark.usefixtures("search_index")


def pages(release, part=""):
    languages = json.loads(text(release, f"pagefind{part}/pagefind-entry.json"))["languages"]
    return {language: value["page_count"] for language, value in languages.items()}


def fragments(release):
    return [name for name in release.files() if name.startswith("pagefind/fragment/en_")]


def test_index_holds_the_articles_of_each_language(release):
    assert pages(release) == {"en": 2, "es": 1}


def test_index_holds_guides_too(stub, options, hub, release):
    stub.publish(guide())
    assert pages(build(options, hub)) == {"en": 3, "es": 1}


def test_large_site_has_several_indexes(release, options, hub, stub, monkeypatch):
    monkeypatch.setattr(search, "PART", 1)
    stub.publish(guide())
    release = build(options, hub)
    assert json.loads(text(release, "pagefind/parts.json")) == {"": 3, "es": 1}
    assert pages(release) == {"en": 1, "es": 1}
    assert [pages(release, f"/{number}") for number in (2, 3)] == [{"en": 1}, {"en": 1}]


def test_index_that_is_no_longer_needed_is_removed(release, options, hub, stub, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(search, "PART", 1)
        search.write_search_index(release)
    assert [name for name in release.files() if name.startswith("pagefind/2/")]
    search.write_search_index(release)
    assert not [name for name in release.files() if name.startswith("pagefind/2/")]
    assert pages(release) == {"en": 2, "es": 1}


def test_site_without_articles_has_an_index_of_nothing(options, hub, stub):
    stub.current = {key: row for key, row in stub.current.items() if row[1] == "site"}
    release = build(options, hub)
    assert json.loads(text(release, "pagefind/parts.json")) == {}


def test_interfaces_that_nobody_uses_are_left_out(release):
    assert not [name for name in release.files() if "-ui." in name]


def test_index_follows_beside_the_feed(release, options, hub, stub):
    follower = Follower(options, hub)
    stub.publish(article("sleeping-well"))
    assert follower.step()
    stub.publish(article("eating-well"))
    # The next publish is shown without waiting for the index of the last one.
    assert follower.step()
    assert (release.folder / "articles/eating-well/index.html").is_file()
    wait_for(lambda: not follower.step() and pages(release)["en"] == 4, 10)


def test_index_that_was_due_when_the_follower_ended_is_made_by_the_next(
    release, options, hub, stub, monkeypatch
):
    stub.remove(article())
    with monkeypatch.context() as patch:
        patch.setattr(search, "write_search_index", lambda release: None)
        Follower(options, hub).step()
    follower = Follower(options, hub)
    wait_for(lambda: not follower.step() and len(fragments(release)) == 1, 10)
    assert pages(release)["en"] == 1


def test_indexes_rest_ten_times_as_long_as_they_take(options, hub, release, stub, monkeypatch):
    """The clock stands still but for the index itself: how fast this machine is does not matter."""
    clock, made = [0.0], []

    def make(release):
        made.append(clock[0])
        clock[0] += 2

    monkeypatch.setattr(search, "write_search_index", make)
    follower = Follower(options, hub, Indexing(clock=lambda: clock[0]))
    stub.publish(article("first"))
    follower.step()
    wait_for(lambda: not follower.step() and not is_index_due(release), 10)
    stub.publish(article("second"))
    for clock[0] in (3, 10, 21.9):
        follower.step()
        assert made == [0.0]
    clock[0] = 22
    wait_for(lambda: not follower.step() and not is_index_due(release), 10)
    assert made == [0.0, 22]


def is_index_due(release):
    with Mirror(release.mirror) as mirror:
        return bool(mirror.note("index due"))


def test_what_a_killed_program_left_goes_with_the_next_index(release):
    release.search.mkdir()
    (release.search / "half-an-index").write_text("…")
    search.write_search_index(release)
    assert pages(release)["en"] == 2
    assert sorted(each.name for each in release.folder.parent.iterdir()) == ["1", "1.sqlite3"]


def test_site_without_articles_has_an_index_too(options, hub, stub):
    stub.current.clear()
    assert build(options, hub) == Releases(options.out).current()


def test_missing_pagefind_is_named(release, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/nowhere/pagefind")
    with pytest.raises(FrontendError, match=r"pagefind\[bin\]"):
        search.write_search_index(release)


def test_indexer_that_dies_is_told_and_not_waited_for(release, monkeypatch, tmp_path):
    dying = tmp_path / "python"
    dying.write_text("#!/bin/sh\nkill -9 $$\n")
    dying.chmod(0o755)
    monkeypatch.setattr(search.sys, "executable", str(dying))
    with pytest.raises(FrontendError, match="ended with -9"):
        search.write_search_index(release)
