"""The client in the documentation, that very file, against a real hub over HTTP."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

import pytest

from api.cursors import FeedPlace
from api.reads import find_head
from api.waiting import WaitingRoom
from cms.editions.models import Thing
from tests.editions.factories import (
    make_article,
    make_notice,
    make_site,
    publish,
    publish_article,
    publish_gone,
    publish_many,
)
from tests.frontend.test_follow import Killed, wait_for
from tests.launching import ROOT

FILE = ROOT / "docs/examples/mirror.py"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def api(live_server):
    publish(make_site())
    publish_many(5)
    return f"{live_server.url}/api/v1"


@pytest.fixture
def client():
    spec = importlib.util.spec_from_file_location("mirror", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "content"


def mirrored(folder):
    """Every file but the cursor, by name."""
    files = (path for part in ("live", "notices") for path in (folder / part).rglob("*"))
    return {str(path.relative_to(folder)): json.loads(path.read_text()) for path in files if path.is_file()}


def published():
    """What the hub has, in the same shape."""
    folders = {"published": "live"}
    return {
        f"{folders.get(thing.state, 'notices')}/{thing.locale}/{thing.content_id}.json": json.loads(
            bytes(thing.current.document)
        )
        for thing in Thing.objects.select_related("current")
    }


def change_much():
    publish_article("article-1", title="Said better")
    publish_article("new-article", day=9)
    publish_gone(make_article("article-2"))
    words = {"state": "withdrawn", "title": "Article 3", "reason": "incorrect", "notice": "Please call us."}
    publish_gone(make_article("article-3"), withdrawn_at="2026-03-11T09:00:00Z", severity="high", **words)


def test_it_is_as_short_as_it_says():
    assert len(FILE.read_text().splitlines()) <= 60


def test_mirror_ends_equal_to_the_hub_withdrawals_included(api, client, folder):
    client.step(api, folder)
    assert mirrored(folder) == published()
    change_much()
    while client.step(api, folder)["changes"]:
        pass
    assert mirrored(folder) == published()
    name = f"en/{make_article('article-3')['content_id']}.json"
    assert not (folder / "live" / name).exists()
    assert json.loads((folder / "notices" / name).read_text())["severity"] == "high"
    publish_article("article-3", day=12)
    client.step(api, folder)
    assert not (folder / "notices" / name).exists()


def test_mirror_that_is_killed_at_any_write_goes_on(api, client, folder, monkeypatch):
    copies = [folder.with_name(f"killed-{writes}") for writes in range(7)]
    for copy in copies:
        client.step(api, copy)
    change_much()
    for writes, copy in enumerate(copies):
        with monkeypatch.context() as patch, suppress(Killed):
            patch.setattr(client, "write", write_so_often(client.write, writes))
            client.step(api, copy)
    publish(make_notice(make_article("new-article")), path="articles/new-article", day=10)
    for copy in copies:
        while client.step(api, copy)["changes"]:
            pass
        assert mirrored(copy) == published()


def write_so_often(write, writes):
    left = iter(range(writes))

    def write_until_killed(path, value):
        if next(left, None) is None:
            raise Killed
        write(path, value)

    return write_until_killed


def test_mirror_starts_again_when_the_hub_was_restored(api, client, folder):
    client.step(api, folder)
    stray = folder / "live/en/of-another-life.json"
    stray.write_text("{}")
    (folder / "cursor.json").write_text(json.dumps(FeedPlace(3, "0123456789abcdef").encode()))
    client.step(api, folder)
    assert not stray.exists()
    assert mirrored(folder) == published()
    assert not folder.with_name("content.new").exists()


@pytest.fixture
def room(monkeypatch):
    """Where readers wait for the ledger, in this test alone."""
    room = WaitingRoom(find_head)
    monkeypatch.setattr("api.waiting.room", room)
    return room


def watchers():
    return [thread for thread in threading.enumerate() if thread.name == "ledger-watcher"]


def test_command_follows_and_survives_being_killed(api, client, folder, room):
    command = [sys.executable, str(FILE), api, str(folder)]
    process = subprocess.Popen(command, env={**os.environ}, stdout=subprocess.DEVNULL)
    wait_for((folder / "cursor.json").is_file, 30)
    process.send_signal(signal.SIGKILL)
    process.wait(5)
    # SQLite in shared memory locks whole tables, so nobody may be looking at the ledger while it is written.
    room.close()
    wait_for(lambda: not watchers(), 10)
    change_much()
    client.step(api, folder)
    assert mirrored(folder) == published()


def test_hub_that_is_away_is_waited_for(folder):
    command = [sys.executable, str(FILE), "http://localhost:9/api/v1", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert [process.stdout.readline().endswith("Trying again.\n") for _ in range(2)] == [True, True]
    finally:
        process.kill()
        process.communicate()
