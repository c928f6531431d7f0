"""The end of a unit: everything noted is compiled, stored, and carried on to whatever includes it."""

import heapq
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from cms.editions.models import Edition, Kind, Ledger, Thing
from cms.editions.schemas import InvalidDocument
from cms.editions.services import RouteTaken, lock_ledger, publish_edition
from cms.library.given import Document, Key
from cms.library.models import SiteProfile

from .cascade import HANDFUL, because_of, dependents, postpone
from .compile import prepare_notice, prepare_publication, record_review
from .kinds import find_live, kind_of, rank_of
from .refusals import PublishRefused, require_default_profile, require_other_disclaimers

SELF: Document = {"reason": "self"}


class WorkList:
    """Things to compile, in compiling order, each once while it waits.

    What was compiled before in this unit goes behind all that was not: it may have to follow several.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, str, str]] = []
        self._waiting: dict[Key, tuple[str, Document]] = {}
        self._compiled: Counter[Key] = Counter()

    def add(self, kind: str, key: Key, because: Document) -> None:
        if key not in self._waiting:
            self._waiting[key] = (kind, because)
            heapq.heappush(self._heap, (self._compiled[key], rank_of(kind), str(key[0]), key[1]))

    def pop(self) -> tuple[str, Key, Document] | None:
        if not self._heap:
            return None
        *_, content_id, locale = heapq.heappop(self._heap)
        key = (UUID(content_id), locale)
        self._compiled[key] += 1
        kind, because = self._waiting.pop(key)
        return kind, key, because


def publish_noted(noted: Mapping[Key, Document]) -> list[Edition]:
    """Publish all that was noted and all that follows from it; what is equal to the ledger stores nothing.

    Raises `PublishRefused`; the unit around it then rolls everything back.
    """
    ledger, now = lock_ledger(), timezone.now()
    work, editions = WorkList(), []
    for key, because in {**_missing_profiles(), **noted}.items():
        if kind := kind_of(*key):
            work.add(kind, key, because)
    while item := work.pop():
        kind, key, because = item
        before = _current(key)
        edition = _publish_thing(ledger, item, now)
        if edition:
            editions.append(edition)
            _carry_on(work, edition, before)
    return editions


def _missing_profiles() -> dict[Key, Document]:
    """The clinic's profiles, before the first of them is in the ledger: every document names the clinic."""
    if Thing.objects.filter(kind=Kind.SITE).exists():
        return {}
    profiles = SiteProfile.objects.filter(live=True).select_related("locale")
    return {(profile.content_id, profile.locale.language_code): SELF for profile in profiles}


def _current(key: Key) -> Edition | None:
    thing = Thing.objects.filter(content_id=key[0], locale=key[1]).select_related("current").first()
    return thing.current if thing else None


def _publish_thing(ledger: Ledger, item: tuple[str, Key, Document], now: datetime) -> Edition | None:
    kind, (content_id, locale), because = item
    row = find_live(kind, content_id, locale)
    try:
        if row is not None:
            return _publish_row(ledger, row, because, now)
        return _publish_gone(ledger, item, now)
    except (RouteTaken, InvalidDocument) as error:
        raise PublishRefused(str(error)) from error


def _publish_row(ledger: Ledger, row: Any, because: Document, now: datetime) -> Edition | None:
    publication = prepare_publication(row, because)
    edition = publish_edition(ledger, publication, at=now)
    record_review(row, publication.content)
    return edition


def _publish_gone(ledger: Ledger, item: tuple[str, Key, Document], now: datetime) -> Edition | None:
    _, (content_id, locale), because = item
    thing = Thing.objects.published().filter(content_id=content_id, locale=locale).first()
    if thing is None:
        return None
    if thing.kind == Kind.DISCLAIMER:
        require_other_disclaimers(thing)
    if thing.kind == Kind.SITE:
        require_default_profile(thing)
    return publish_edition(ledger, prepare_notice(thing, because), at=now)


def _carry_on(work: WorkList, edition: Edition, before: Edition | None) -> None:
    things, because = dependents(edition, before), because_of(edition)
    if len(things) > HANDFUL:
        postpone(things, edition)
        return
    for thing in things:
        work.add(thing.kind, (thing.content_id, thing.locale), because)
