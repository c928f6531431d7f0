"""Long polls: readers who wait for the ledger to grow, and one thread that looks out for all of them.

Who waits keeps a thread of the server and nothing else: its connection to the database is closed meanwhile.
So only some of the threads may wait (`FEED_WAITERS`); whoever comes when they do is answered at once.
"""

import logging
from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic
from typing import TypeVar

from django.conf import settings
from django.db import connection

from .reads import find_head

INTERVAL = 0.1
logger = logging.getLogger(__name__)
Row = TypeVar("Row")


class WaitingRoom:
    """Wakes those who wait when the ledger's head is another than the one they saw."""

    def __init__(self, look: Callable[[], str]) -> None:
        self._look = look
        self._changed = Condition()
        self._watched = False
        self._closed = False
        self.waiting = 0
        self.head = ""

    def enter(self, seats: int) -> bool:
        """Take a seat, if one is free. The first to come has the head watched."""
        with self._changed:
            if self.waiting >= seats or self._closed:
                return False
            self.waiting += 1
            if not self._watched:
                self._watched = True
                Thread(target=self._watch, name="ledger-watcher", daemon=True).start()
        return True

    def leave(self) -> None:
        with self._changed:
            self.waiting -= 1
            self._changed.notify_all()

    def wait(self, seen: str, until: float) -> bool:
        """Whether the head became another than the one seen before the time was over, or the room closed."""
        with self._changed:
            self._changed.wait_for(lambda: self.head != seen or not self._open, until - monotonic())
            return self.head != seen

    def close(self) -> None:
        """Let everybody go, and nobody in any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def _open(self) -> bool:
        return self._watched and not self._closed

    def _watch(self) -> None:
        """Until nobody waits. If it fails, nobody waits any longer: they are answered with what they have."""
        try:
            while self._tell(self._look()):
                pass
        except Exception:
            logger.exception("The ledger could not be watched")
            with self._changed:
                self._stop()

    def _tell(self, head: str) -> bool:
        with self._changed:
            if head != self.head:
                self.head = head
                self._changed.notify_all()
            if self._changed.wait_for(lambda: not self.waiting, INTERVAL):
                self._stop()
            return self._watched

    def _stop(self) -> None:
        connection.close()
        self._watched = False
        self._changed.notify_all()


room = WaitingRoom(find_head)


def find_or_wait(find: Callable[[], list[Row]], seconds: int) -> list[Row]:
    """What is found now or, if that is nothing, after an edition within so many seconds."""
    until = monotonic() + seconds
    seen = room.head
    found = find()
    if found or not seconds or not room.enter(settings.FEED_WAITERS):
        return found
    try:
        while not found:
            connection.close()
            if not room.wait(seen, until):
                break
            seen = room.head
            found = find()
        return found
    finally:
        room.leave()
