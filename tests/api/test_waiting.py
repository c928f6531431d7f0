"""The room of those who wait: woken by another head, never more than it has seats, watched only when used."""

from queue import Queue
from threading import Thread, active_count, enumerate
from time import monotonic

import pytest

from api.waiting import WaitingRoom

PATIENCE = 20


class Head:
    """The ledger's head, for one who looks; how often somebody looked is in a queue."""

    def __init__(self):
        self.chain = "one"
        self.looked = Queue()

    def __call__(self):
        self.looked.put(self.chain)
        if self.chain == "broken":
            raise RuntimeError("The database is away.")
        return self.chain


@pytest.fixture
def head():
    return Head()


@pytest.fixture
def room(head):
    return WaitingRoom(head)


def watchers():
    return [thread for thread in enumerate() if thread.name == "ledger-watcher"]


def wait(room, seen, seconds=PATIENCE):
    return room.wait(seen, monotonic() + seconds)


def test_nobody_looks_before_somebody_waits(room, head):
    assert head.looked.empty()
    assert watchers() == []


def test_who_waits_is_woken_by_another_head(room, head):
    assert room.enter(1)
    assert wait(room, "")
    assert room.head == "one"
    head.chain = "two"
    assert wait(room, "one")
    assert room.head == "two"
    room.leave()


def test_who_saw_the_head_waits_until_the_time_is_over(room, head):
    room.enter(1)
    wait(room, "")
    assert not wait(room, "one", 0)
    room.leave()


def test_no_more_wait_than_there_are_seats(room):
    assert [room.enter(2) for _ in range(3)] == [True, True, False]
    room.leave()
    assert room.enter(2)
    room.leave()
    room.leave()


def test_one_looks_for_all_and_all_are_woken(room, head):
    woken = Queue()

    def come():
        room.enter(5)
        wait(room, "")
        woken.put(wait(room, "one"))
        room.leave()

    threads = [Thread(target=come) for _ in range(5)]
    for thread in threads:
        thread.start()
    while room.waiting < 5 or not room.head:
        head.looked.get(timeout=PATIENCE)
    assert len(watchers()) == 1
    head.chain = "two"
    assert [woken.get(timeout=PATIENCE) for _ in threads] == [True] * 5


def test_watcher_ends_with_the_last_who_waits_and_comes_again_with_the_next(room, head):
    before = active_count()
    for _ in range(3):
        room.enter(1)
        head.looked.get(timeout=PATIENCE)
        [watcher] = watchers()
        room.leave()
        watcher.join(PATIENCE)
        assert active_count() == before


def test_watcher_that_fails_lets_everybody_go_and_says_why(room, head, caplog):
    room.enter(1)
    wait(room, "")
    head.chain = "broken"
    assert not wait(room, "one")
    assert "The database is away." in caplog.text
    room.leave()
    head.chain = "two"
    room.enter(1)
    assert wait(room, "one")
    room.leave()
