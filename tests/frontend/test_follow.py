"""Whatever happens on the way, the site that follows the feed ends as the site that is built from it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest

from frontend import release as release_module
from frontend.build import build
from frontend.client import Hub
from frontend.errors import HubAwayError
from frontend.follow import Follower, follow
from frontend.release import Release, Releases
from tests.frontend.documents import article, identity, site, topic
from tests.frontend.hub import running
from tests.frontend.trees import text, tree


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it."""


@pytest.fixture
def follower(options, hub, release):
    return Follower(options, hub)


def settle(follower):
    while follower.step():
        pass


def assert_equal_to_fresh_build(options, hub):
    current = Releases(options.out).current()
    fresh = build(replace(options, out=options.out.with_name("fresh")), hub)
    assert tree(current) == tree(fresh)


def change_everything(stub):
    """An edit, a renaming, a new topic, a new article, one that goes, and one that comes back."""
    gone = article("short-lived")
    stub.publish(article("walking-again", title="Walking, again"), gone, topic("Sleep"))
    stub.publish(article("walking-daily", name="walking-again", former_paths=["articles/walking-again"]))
    stub.remove(gone)
    stub.remove(topic(locale="es"))
    stub.publish(article("sleeping-well", topics=[]), site(tagline="New words"))


def test_follow_builds_when_there_is_no_release(options, hub):
    assert Follower(options, hub).step()
    assert Releases(options.out).current()


def test_follow_ends_equal_to_a_fresh_build(follower, options, hub, stub):
    change_everything(stub)
    settle(follower)
    assert_equal_to_fresh_build(options, hub)


def test_follow_that_saw_each_change_ends_equal_too(follower, options, hub, stub):
    publish = stub.publish

    def publish_and_follow(*documents):
        publish(*documents)
        follower.step()

    stub.publish = publish_and_follow
    change_everything(stub)
    settle(follower)
    assert_equal_to_fresh_build(options, hub)


@pytest.mark.parametrize("writes", [0, 1, 2, 5, 9, 14, 20, 30])
def test_follow_killed_on_the_way_catches_up(follower, options, hub, stub, monkeypatch, writes):
    change_everything(stub)
    left = iter(range(writes))
    write = Release.write

    def write_until_killed(self, file, content):
        if next(left, None) is None:
            raise Killed
        return write(self, file, content)

    with monkeypatch.context() as patch:
        patch.setattr(release_module.Release, "write", write_until_killed)
        with pytest.raises(Killed):
            settle(follower)
    # While nobody followed, the hub went on.
    stub.remove(article("walking-daily", name="walking-again", former_paths=["articles/walking-again"]))
    settle(Follower(options, hub))
    assert_equal_to_fresh_build(options, hub)


def test_only_files_that_differ_are_written(follower, options, hub, stub):
    folder = Releases(options.out).current()
    before = {name: (folder.folder / name).stat().st_mtime_ns for name in tree(folder)}
    stub.publish(article("walking-again", title="Walking, again"))
    settle(follower)
    after = {name: (folder.folder / name).stat().st_mtime_ns for name in tree(folder)}
    key = identity("walking-again")
    assert {name for name in after if before.get(name) != after[name]} == {
        "articles/walking-again/index.html",
        f"embed/en/{key}/index.html",
        f"embed/en/{key}.json",
        "index.html",
        "articles/index.html",
        "topics/index.html",
        "topics/recovery/index.html",
        "feed.json",
        "feed.xml",
        # Its translation is no longer named, so neither is its language here.
        "sitemaps/en-articles-1.xml",
    }


def test_quiet_feed_writes_nothing(follower):
    settle(follower)
    assert not follower.step()


def test_restored_hub_makes_the_mirror_start_again(follower, options, hub, stub):
    stub.restore()
    stub.current.pop((identity("walking-again"), "es"))
    settle(follower)
    assert Releases(options.out).current().number == 2
    assert_equal_to_fresh_build(options, hub)


def test_other_address_makes_the_release_anew(options, hub, release):
    moved = replace(options, site_url="https://clinic.example")
    assert Follower(moved, hub).step()
    assert "https://clinic.example/sitemap.xml" in text(Releases(options.out).current(), "robots.txt")


def test_change_of_the_clinic_reaches_every_page(follower, options, stub):
    stub.publish(site(name="Harbour Clinic"))
    settle(follower)
    current = Releases(options.out).current()
    assert "Harbour Clinic" in text(current, "articles/walking-again/index.html")
    assert "Harbour Clinic" in text(current, "404.html")


def test_build_by_somebody_else_is_followed_from_then_on(follower, options, hub, stub):
    build(options, hub)
    stub.publish(article("sleeping-well"))
    settle(follower)
    assert_equal_to_fresh_build(options, hub)


def test_follow_waits_for_a_hub_that_is_away_and_shows_a_publish_within_two_seconds(stub, tmp_path, options):
    """The loop itself, on a real clock, with the hub gone and back on the same port."""
    with running(stub) as address:
        port = int(address.split(":")[2].split("/")[0])
        here = replace(options, api_url=address, out=tmp_path / "followed")
        with Hub(address, patient=False) as hub:
            build(here, hub)
    pauses = []

    def sleep(seconds):
        pauses.append(seconds)
        if stopping.is_set():
            raise Killed
        time.sleep(min(seconds, 0.5))

    stopping = threading.Event()
    with Hub(address, patient=False) as hub:
        thread = threading.Thread(target=follow_until_killed, args=(Follower(here, hub), sleep))
        thread.start()
        wait_for(lambda: pauses[:2] == [0.5, 1.0], 5)
        with running(stub, port=port):
            wait_for(lambda: pauses[-2:] == [0.5, 0.5], 5)
            stub.publish(article("brand-new"))
            page = here.out / "current/articles/brand-new/index.html"
            wait_for(page.is_file, 2)
            stopping.set()
            thread.join(5)


def test_question_that_the_hub_keeps_is_answered_by_the_next_publish(follower, release, stub):
    stub.patience = 10
    with ThreadPoolExecutor(1) as thread:
        stepping = thread.submit(follower.step, wait=10)
        wait_for(lambda: "wait=10" in stub.requests[-1][0], 5)
        stub.publish(article("brand-new"))
        assert stepping.result(5)
    assert (release.folder / "articles/brand-new/index.html").is_file()


def test_hub_that_answers_at_once_is_not_asked_without_a_pause(follower):
    pauses = []

    def sleep(seconds):
        pauses.append(seconds)
        if len(pauses) == 3:
            raise Killed

    follow_until_killed(follower, sleep)
    assert pauses == [0.5] * 3


def test_what_is_due_is_written_though_the_hub_is_away(follower, options, hub, release, stub, monkeypatch):
    stub.publish(article("brand-new"))
    with monkeypatch.context() as patch:
        patch.setattr(release_module.Release, "write", killed)
        with pytest.raises(Killed):
            follower.step()
    stub.status = 503
    with pytest.raises(HubAwayError):
        Follower(options, hub).step()
    assert (release.folder / "articles/brand-new/index.html").is_file()


def test_second_follower_waits_until_the_first_ends(options):
    first, second = Releases(options.out), Releases(options.out)
    with ThreadPoolExecutor(1) as thread:
        with first.following():
            waiting = thread.submit(lambda: second.following().__enter__())
            assert not waiting.done()
        assert waiting.result(5) is None


def killed(*_):
    raise Killed


def follow_until_killed(follower, sleep):
    with suppress(Killed):
        follow(follower, sleep=sleep)


def wait_for(is_so, seconds):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)
