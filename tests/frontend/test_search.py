"""The search index, as files."""

import json

import pytest

from frontend import search
from frontend.build import build
from frontend.errors import FrontendError
from frontend.follow import Follower
from frontend.release import Releases
from tests.frontend.documents import article
from tests.frontend.trees import text

pytestmark = pytest.mark.usefixtures("search_index")


def pages(release):
    languages = json.loads(text(release, "pagefind/pagefind-entry.json"))["languages"]
    return {language: value["page_count"] for language, value in languages.items()}


def test_index_holds_the_articles_of_each_language(release):
    assert pages(release) == {"en": 2, "es": 1}


def test_interfaces_that_nobody_uses_are_left_out(release):
    assert not [name for name in release.files() if "-ui." in name]


def test_index_follows_when_the_feed_is_quiet(release, options, hub, stub):
    follower = Follower(options, hub)
    stub.publish(article("sleeping-well"))
    assert follower.step()
    assert pages(release)["en"] == 2
    assert follower.step()
    assert pages(release)["en"] == 3
    assert not follower.step()


def test_index_that_was_due_when_the_follower_ended_is_made_by_the_next(release, options, hub, stub):
    stub.remove(article())
    Follower(options, hub).step()
    Follower(options, hub).step()
    assert pages(release)["en"] == 1
    entries = [name for name in release.files() if name.startswith("pagefind/fragment/en_")]
    assert len(entries) == 1


def test_site_without_articles_has_an_index_too(options, hub, stub):
    stub.current.clear()
    assert build(options, hub) == Releases(options.out).current()


def test_missing_pagefind_is_named(release, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/nowhere/pagefind")
    with pytest.raises(FrontendError, match=r"pagefind\[bin\]"):
        search.write_search_index(release)
