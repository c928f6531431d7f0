"""A reader who follows the feed over HTTP while others publish, and transactions that are held open."""

from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction
from django.test import Client

from cms.editions.models import Thing
from cms.editions.services import Publication, lock_ledger, publish_edition
from tests.editions.factories import BEGAN, make_article

PATIENCE = 30


class Mirror:
    """What a follower has: the edition and state of each thing, and the cursor it goes on from."""

    def __init__(self, limit=100):
        self._client, self._limit = Client(), limit
        self.cursor, self.things = "", {}

    def follow(self, wait=0):
        """Read to the feed's end; the slugs that came, in their order."""
        came, more = [], True
        while more:
            cursor = f"&cursor={self.cursor}" if self.cursor else ""
            path = f"/api/v1/changes/?include=document&limit={self._limit}&wait={wait}{cursor}"
            page = self._client.get(path).json()
            for change in page["changes"]:
                self.things[change["content_id"], change["locale"]] = (change["edition"], change["state"])
                came.append(change["document"].get("slug"))
            self.cursor, more = page["next"], page["more"]
        return came


def table():
    """What a mirror must end with."""
    rows = Thing.objects.values_list("content_id", "locale", "current__number", "state")
    return {(str(content_id), locale): (number, state) for content_id, locale, number, state in rows}


class Held:
    """A publication in a thread and a transaction of its own, which ends when it is told to."""

    def __init__(self, slug):
        self.slug, self.pid = slug, None
        self._stored, self._end, self._fails = Event(), Event(), False
        self._thread = Thread(target=self._run)
        self._thread.start()

    def wait_until_stored(self):
        assert self._stored.wait(PATIENCE)

    def wait_until_stuck(self):
        """Until the database says that it waits for a lock, or it has published after all."""
        for _ in range(PATIENCE * 50):
            if self.published or self._waits_for_a_lock():
                return
            sleep(0.02)
        pytest.fail(f"{self.slug} neither waits nor publishes.")

    @property
    def published(self):
        return self._stored.is_set()

    def commit(self):
        self._end.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def roll_back(self):
        self._fails = True
        self.commit()

    def _waits_for_a_lock(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT wait_event_type FROM pg_stat_activity WHERE pid = %s", [self.pid])
            row = cursor.fetchone()
        return row is not None and row[0] == "Lock"

    def _run(self):
        with transaction.atomic():
            self.pid = connection.connection.info.backend_pid
            publication = Publication(
                make_article(self.slug), f"articles/{self.slug}", (), {"reason": "self"}
            )
            publish_edition(lock_ledger(), publication, at=BEGAN)
            self._stored.set()
            self._end.wait(PATIENCE)
            transaction.set_rollback(self._fails)
        connection.close()
