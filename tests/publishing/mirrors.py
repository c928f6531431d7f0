"""Mirrors of the feed: one made anew, and others that go on from wherever they once stopped."""

import json

from django.test import Client
from django.utils import timezone

from cms.editions.models import Edition, Thing
from cms.partners.models import Partner
from cms.partners.services import make_key

KEPT = 12


def make_partner_key():
    """Of a partner that reads all topics."""
    return make_key(
        partner=Partner.objects.create(name="Harbour Practice"), scopes=["read"], at=timezone.now()
    )[1]


class Mirror:
    """What a follower has, and the cursor it goes on from. With a key it follows a partner's feed."""

    def __init__(self, things=(), cursor="", key=None):
        self.things, self.cursor, self.key = dict(things), cursor, key

    def copy(self):
        return Mirror(self.things, self.cursor, self.key)

    def read_page(self, limit):
        """One page of the feed; True if there are more."""
        cursor = f"&cursor={self.cursor}" if self.cursor else ""
        base, headers = ("partner/", {"Authorization": f"Bearer {self.key}"}) if self.key else ("", {})
        path = f"/api/v1/{base}changes/?include=document&limit={limit}{cursor}"
        page = Client().get(path, headers=headers).json()
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

    def __init__(self, random, key=None):
        self._random, self._stopped = random, [Mirror(key=key)]

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


def follow_from_zero(key=None):
    mirror = Mirror(key=key)
    mirror.follow()
    return mirror


def hub():
    """What a mirror of a partner that reads everything must have: all things, tombstones included."""
    return {_key(thing): _told(thing) for thing in Thing.objects.select_related("current")}


def public_part(things):
    """What a mirror of everybody must have of it, and which of these are gone for everybody but partners."""
    expected, hidden = dict(things), {}
    for thing in Thing.objects.filter(audience="partners"):
        kind, _, edition, document = expected.pop(_key(thing))
        if Edition.objects.filter(thing=thing, audience="public").exists():
            hidden[_key(thing)] = (kind, "gone", edition, _paths(document))
    return expected, hidden


def public_things(mirror, hidden):
    """What a mirror has, apart from what it is told is gone though it is not: of that, what it is told."""
    told = {key: mirror.things[key] for key in hidden}
    rest = {key: value for key, value in mirror.things.items() if key not in hidden}
    return rest, {key: (*value[:3], value[3]["former_paths"]) for key, value in told.items()}


def _key(thing):
    return str(thing.content_id), thing.locale


def _told(thing):
    return thing.kind, thing.state, thing.current.number, json.loads(thing.current.document)


def _paths(document):
    """A notice made for the public has all paths, as any notice does."""
    own = [f"articles/{document['slug']}"] if "slug" in document else []
    return [*document["former_paths"], *own]
