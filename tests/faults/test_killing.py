"""Whatever is killed, at whatever moment: nothing is half, no answer was a lie, and all is completed."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from random import Random
from time import sleep

import httpx
import psycopg
import pytest

from frontend.mirror import Mirror
from frontend.release import Releases
from tests.faults.editor import Editor
from tests.faults.processes import WEBS, Processes, wait_until
from tests.faults.wholeness import count_cascades, count_pending, find_halves, titles
from tests.frontend.trees import tree
from tests.launching import own_database
from tests.receiving import Receiver, editions_in

ROUNDS = 50
SEED = int(os.environ.get("FAULT_SEED", "1"))
BACKGROUND = ("worker", "scheduler", "webhooks", "follow")
REFUSED = 0.2
AT_REST = 2
"""So many of those that were killed last are left to start again in peace."""
LONGEST = 0.6
ENTER = "from cms.webhooks.models import Webhook; Webhook.objects.create(url='{url}')"


class Town:
    """A hub at work: two web servers, what works in the background, and an editor who does not stop.

    One receiver is told what changes, and refuses it now and then.
    """

    def __init__(self, folder, database, connection):
        self.random, self.connection = Random(SEED), connection
        self.processes, self.receiver = Processes(folder, database), Receiver()
        self.order = [*WEBS, *BACKGROUND]
        self.interrupted = dict.fromkeys(self.order, 0)

    def found(self):
        self.processes.run("manage.py", "migrate", "--verbosity", 0)
        printed = self.processes.run("-m", "tests.faults.corpus")
        self.editor = Editor(self.random, json.loads(printed.splitlines()[-1]))
        self.processes.run("manage.py", "shell", "-v", 0, "-c", ENTER.format(url=self.receiver.url))
        for name in self.order:
            self.processes.start(name)
        wait_until(lambda: self.receiver.taken, "the receiver is greeted")

    def choose(self):
        """Who is killed next: anyone but the last few."""
        victim = self.random.choice(self.order[:-AT_REST])
        self.order.remove(victim)
        self.order.append(victim)
        return victim

    def answers(self, web):
        try:
            return httpx.get(f"{self.processes.address(web)}/api/v1/site/").is_success
        except httpx.TransportError:
            return False

    def play(self, pool):
        """A round: something is published, and somebody is killed over it."""
        victim = self.choose()
        web = victim if victim in WEBS else self.random.choice(WEBS)
        wait_until(lambda: self.answers(web), f"{web} starts")
        if victim in WEBS:
            self.interrupt(pool, web)
        else:
            assert self.editor.send(self.processes.address(web), self.editor.next_act())
            sleep(self.random.uniform(0, LONGEST))
            self.processes.kill(victim)
        self.processes.start(victim)
        if self.random.random() < REFUSED:
            self.receiver.answers.append(503)
        assert find_halves(self.connection) == {}

    def interrupt(self, pool, web):
        """Kill a web server that has a form to work at: the answer must not have come before."""
        longest = LONGEST
        while True:
            form = pool.submit(self.editor.send, self.processes.address(web), self.editor.next_act())
            sleep(self.random.uniform(0, longest))
            if not form.done():
                break
            form.result()
            longest /= 2
        self.processes.kill(web)
        self.interrupted[web] += not form.result()

    def settle(self):
        """Nobody is killed any more. What was claimed by the dead is claimed anew after half a minute."""
        wait_until(lambda: count_pending(self.connection) == 0, "cascades are completed")
        for web in WEBS:
            wait_until(lambda web=web: self.answers(web), f"{web} starts")
        wait_until(self.is_followed, "the follower catches up")
        wait_until(lambda: self.receiver.told() == self.changed(), "the receiver is told everything")

    def is_followed(self):
        release = Releases(self.processes.folder / "site").current()
        if release is None:
            return False
        with Mirror(release.mirror) as mirror:
            cursor, due = mirror.note("cursor"), mirror.due.any()
        page = httpx.get(f"{self.processes.address('web')}/api/v1/changes/?limit=1&cursor={cursor}").json()
        return not due and not page["changes"]

    def changed(self):
        """What the feed tells of since the receiver was greeted."""
        cursor = json.loads(self.receiver.taken[0][1])["data"]["next"]
        page = httpx.get(f"{self.processes.address('web')}/api/v1/changes/?limit=1000&cursor={cursor}").json()
        assert not page["more"]
        return editions_in(page["changes"])

    def site(self, name):
        return tree(Releases(self.processes.folder / name).current())

    def build_anew(self):
        self.processes.run("-m", "frontend", "build", "--out", self.processes.folder / "anew")
        return self.site("anew")


@pytest.fixture
def town(tmp_path):
    with own_database() as database, psycopg.connect(database, autocommit=True) as connection:
        town = Town(tmp_path, database, connection)
        try:
            town.found()
            yield town
        finally:
            town.processes.kill_all()
            town.receiver.close()


@pytest.mark.postgres
def test_hub_that_is_killed_again_and_again_is_whole_and_loses_nothing(town):
    with ThreadPoolExecutor() as pool:
        for _ in range(ROUNDS):
            town.play(pool)
    town.settle()
    assert find_halves(town.connection) == {}
    assert "Nothing wrong" in town.processes.run("manage.py", "verify_editions")
    assert set(town.editor.answered) <= titles(town.connection)
    assert town.site("site") == town.build_anew()
    assert all(town.interrupted[web] for web in WEBS)
    assert count_cascades(town.connection)
