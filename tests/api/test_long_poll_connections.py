"""On PostgreSQL: whoever waits holds no connection, and one watcher looks out for all."""

from queue import Queue
from threading import Thread
from time import sleep

import pytest
from django.db import connection
from django.test import Client

from api.waiting import room
from cms.editions.models import Ledger
from tests.editions.factories import make_topic, publish, publish_article

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
READERS = 6
OTHERS = """
    SELECT pid, state, xact_start IS NOT NULL FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def ask_for_others():
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        return cursor.fetchall()


@pytest.fixture
def connections():
    """The state of every connection that was made since, and whether it holds a transaction."""
    before = {pid for pid, *_ in ask_for_others()}
    return lambda: [tuple(rest) for pid, *rest in ask_for_others() if pid not in before]


def until(happened):
    for _ in range(600):
        if happened():
            return
        sleep(0.05)
    pytest.fail(f"This did not happen: {happened}")


@pytest.fixture
def poll(settings):
    """Start readers of the feed who wait; their answers come into a queue."""
    settings.FEED_WAITERS = READERS
    answers, threads = Queue(), []

    def read(query):
        answers.put(Client().get(f"/api/v1/changes/?{query}&wait=25"))
        connection.close()

    def start(query, readers=READERS):
        for _ in range(readers):
            threads.append(Thread(target=read, args=[query]))
            threads[-1].start()
        return answers

    yield start
    for thread in threads:
        thread.join(30)


def test_who_waits_holds_no_connection(read, connections, poll):
    publish_article()
    cursor = read.json("changes/")["next"]
    answers = poll(f"cursor={cursor}")
    until(lambda: room.waiting == READERS)
    until(lambda: connections() == [("idle", False)])
    assert room.waiting == READERS
    publish(make_topic(), path="topics/recovery")
    for _ in range(READERS):
        assert [each["kind"] for each in answers.get(timeout=30).json()["changes"]] == ["topic"]
    until(lambda: connections() == [])


def test_who_comes_when_all_seats_are_taken_is_answered_at_once(read, poll):
    cursor = read.json("changes/")["next"]
    answers = poll(f"cursor={cursor}")
    until(lambda: room.waiting == READERS)
    nothing = {"changes": [], "next": cursor, "more": False}
    assert read.json(f"changes/?cursor={cursor}&wait=25") == nothing
    assert (room.waiting, answers.empty()) == (READERS, True)
    publish_article()
    assert all(answers.get(timeout=30).json()["changes"] for _ in range(READERS))


def test_edition_that_was_not_asked_for_leaves_them_waiting_without_a_connection(read, connections, poll):
    publish_article("first")
    cursor = read.json("changes/")["next"]
    answers = poll(f"cursor={cursor}&kind=article")
    until(lambda: room.waiting == READERS)
    publish(make_topic(), path="topics/recovery")
    until(lambda: room.head == Ledger.objects.get().chain)
    until(lambda: connections() == [("idle", False)])
    assert (room.waiting, answers.empty()) == (READERS, True)
    publish_article("second")
    for _ in range(READERS):
        assert [each["kind"] for each in answers.get(timeout=30).json()["changes"]] == ["article"]


def test_restore_while_they_wait_is_told(read, poll):
    publish_article("kept")
    publish_article("lost")
    cursor = read.json("changes/")["next"]
    answers = poll(f"cursor={cursor}", readers=1)
    until(lambda: room.waiting == 1)
    with connection.cursor() as sql:
        sql.execute("UPDATE editions_edition SET chain = repeat('0', 64) WHERE sequence = 2")
        sql.execute("UPDATE editions_ledger SET chain = repeat('0', 64)")
    assert answers.get(timeout=30).status_code == 410
