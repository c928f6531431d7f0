"""Mirrors of the feed: one made anew, and others that go on from wherever they once stopped."""

import json

from django.test import Client

from cms.editions.models import Thing

KEPT = 12


class Mirror:
    """What a follower has, and the cursor it goes on from."""

    def __init__(self, things=(), cursor=""):
        self.things, self.cursor = dict(things), cursor

    def copy(self):
        return Mirror(self.things, self.cursor)

    def read_page(self, limit):
        """One page of the feed; True if there are more."""
        cursor = f"&cursor={self.cursor}" if self.cursor else ""
        page = Client().get(f"/api/v1/changes/?include=document&limit={limit}{cursor}").json()
        for change in page["changes"]:
            self.things[change["content_id"], change["locale"]] = (
                change["kind"],
                change["state"],
                change["edition"],
                change["document"],
            )
        self.cursor = page["next"]
        return page["more"]

    def follow(self, limit=100):
        while self.read_page(limit):
            pass


class Mirrors:
    """Mirrors that stopped anywhere, in the middle of the feed too, at any step of a run."""

    def __init__(self, random):
        self._random, self._stopped = random, [Mirror()]

    def follow_one(self):
        """One that stopped earlier reads on to the end, and may be stopped again after each of its pages."""
        mirror = self._random.choice(self._stopped).copy()
        limit = self._random.choice((1, 3, 100))
        while mirror.read_page(limit):
            self._keep(mirror.copy())
        self._keep(mirror.copy())
        return mirror

    def _keep(self, mirror):
        if len(self._stopped) == KEPT:
            self._stopped.pop(self._random.randrange(KEPT))
        self._stopped.append(mirror)


def follow_from_zero():
    mirror = Mirror()
    mirror.follow()
    return mirror


def hub():
    """What every mirror must have: all things, tombstones included."""
    return {
        (str(thing.content_id), thing.locale): (
            thing.kind,
            thing.state,
            thing.current.number,
            json.loads(thing.current.document),
        )
        for thing in Thing.objects.select_related("current")
    }
