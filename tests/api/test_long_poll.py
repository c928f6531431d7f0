"""`wait`: an answer when there is something new; on SQLite in both roles, each a process of its own."""

import json
import os
import subprocess
import sys

import pytest

from tests.api.problems import problem
from tests.editions.factories import publish_article
from tests.launching import ROOT

PROGRAM = """
import json
from threading import Thread
from time import sleep
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test import Client
from api.waiting import room
from tests.editions.factories import make_topic, publish, publish_article

def read(query):
    answer = Client(headers={"host": "localhost"}).get(f"/api/v1/changes/?{query}")
    return answer.json()

def publish_when_somebody_waits():
    while not room.waiting:
        sleep(0.01)
    publish(make_topic(), path="topics/recovery")
    publish_article("second")
    connection.close()

call_command("migrate", verbosity=0)
publish_article("first")
cursor = read("")["next"]
Thread(target=publish_when_somebody_waits).start()
woken = read(f"cursor={cursor}&kind=article&wait=25")
nothing = read(f"cursor={woken['next']}&wait=1")
print(json.dumps([woken, nothing]))
"""


@pytest.mark.parametrize("role", ["hub", "delivery"])
def test_who_waits_is_answered_when_something_that_was_asked_for_is_published(role, tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "ROLE": role,
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'hub.sqlite3'}",
    }
    ran = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True)
    assert ran.returncode == 0, ran.stderr
    woken, nothing = json.loads(ran.stdout)
    assert [each["kind"] for each in woken["changes"]] == ["article"]
    assert nothing == {"changes": [], "next": woken["next"], "more": False}


@pytest.mark.django_db
def test_what_is_there_already_is_answered_at_once_and_not_kept(read):
    publish_article()
    answer = read("changes/?wait=25")
    assert len(answer.json()["changes"]) == 1
    assert answer["Cache-Control"] == "no-store"
    assert read("changes/?wait=0")["Cache-Control"].startswith("public, max-age=1,")


@pytest.mark.django_db
def test_when_no_more_may_wait_the_answer_comes_at_once(read, settings):
    settings.FEED_WAITERS = 0
    cursor = read.json("changes/")["next"]
    answer = read(f"changes/?cursor={cursor}&wait=25")
    assert answer.json() == {"changes": [], "next": cursor, "more": False}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("wait", ["26", "-1", "x", "", "1.5", "٣", "1" * 30])
@pytest.mark.django_db
def test_seconds_are_checked(read, wait):
    assert problem(read(f"changes/?wait={wait}"), 400, "invalid-parameter")["parameter"] == "wait"
