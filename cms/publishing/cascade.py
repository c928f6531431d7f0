"""What must be compiled again when a thing has a new edition: a handful at once, many in the background."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q, QuerySet

from cms.editions.models import Edition, Inclusion, Kind, Role, State, Thing
from cms.library.given import Document, Key
from cms.library.models import Disclaimer

from .ahead import Prepared
from .kinds import CARRIERS, PAGES
from .models import Cascade, Withdrawal
from .pending import begin_cascade, postpone
from .work import Work, WorkList

HANDFUL = 20
"""More than so many are compiled in the background."""


@dataclass(frozen=True)
class Background:
    """That a unit works off a cascade: what follows from it joins the same cascade, and waits its turn."""

    cascade: Cascade
    ahead: Mapping[Key, Prepared] = field(default_factory=dict)


def carry_on(work: WorkList, editions: Iterable[Edition], background: Background | None) -> None:
    """Add to the work, or leave to the background, whatever holds these new editions."""
    stored = list(editions)
    used = _used(stored)
    for edition in stored:
        if edition.thing_id in used or edition.thing.kind in (Kind.SITE, Kind.DISCLAIMER):
            _carry_on(work, edition, background)


def _carry_on(work: WorkList, edition: Edition, background: Background | None) -> None:
    things, because = dependents(edition), because_of(edition)
    if background:
        postpone(things, background.cascade, because, again=False)
        return
    handful = list(things[: HANDFUL + 1])
    if len(handful) > HANDFUL:
        postpone(things, begin_cascade(edition.thing, urgent=_is_urgent(edition.thing)), because)
        return
    for thing in handful:
        work.add(Work(thing.kind, (thing.content_id, thing.locale), because))


def _used(editions: list[Edition]) -> set[int]:
    """Which of these things something holds, wants or points to: most articles stand for themselves."""
    rows = Inclusion.objects.current().filter(
        content_id__in=[edition.thing.content_id for edition in editions]
    )
    keys = set(rows.values_list("content_id", "locale").distinct())
    return {
        edition.thing_id for edition in editions if (edition.thing.content_id, edition.thing.locale) in keys
    }


def dependents(edition: Edition) -> "QuerySet[Thing]":
    """What includes this thing, wants it, leads to it, or would include it now."""
    thing = edition.thing
    including = Inclusion.objects.current().of(thing)
    if not edition.shows_differently:
        including = including.held()
    reached = Q(pk__in=including.values("edition__thing"))
    if scope := _scope(edition):
        reached |= scope & Q(state=State.PUBLISHED)
    return Thing.objects.filter(reached).exclude(pk=thing.pk)


def _scope(edition: Edition) -> Q | None:
    """What a part belongs to without being chosen: nobody's inclusions may know of it yet."""
    thing = edition.thing
    if edition.state != State.PUBLISHED or thing.kind not in (Kind.SITE, Kind.DISCLAIMER):
        return None
    carriers = Q(kind__in=CARRIERS)
    if thing.kind == Kind.SITE or thing.locale != settings.LANGUAGE_CODE:
        carriers &= Q(locale=thing.locale)
    return carriers if thing.kind == Kind.SITE else carriers & _scope_of_disclaimer(edition)


def _scope_of_disclaimer(edition: Edition) -> Q:
    disclaimer = json.loads(edition.document)
    if disclaimer["on_every_article"]:
        return Q()
    filed = Inclusion.objects.current().filter(role=Role.TOPIC, content_id__in=disclaimer["topics"])
    return Q(kind__in=PAGES, current__in=filed.values("edition"))


def because_of(edition: Edition) -> Document:
    """Why the things that hold this edition are published again."""
    thing = edition.thing
    part = {"content_id": str(thing.content_id), "locale": thing.locale, "edition": edition.number}
    return {"reason": "part", "kind": thing.kind, "part": part}


def _is_urgent(thing: Thing) -> bool:
    """A recall goes before everything else, and so does a disclaimer that is marked urgent."""
    key = {"content_id": thing.content_id, "locale": thing.locale}
    if Withdrawal.objects.standing().filter(**key, severity__isnull=False).exists():
        return True
    marked = Disclaimer.objects.filter(urgent=True, live=True, translation_key=thing.content_id)
    return marked.filter(locale__language_code=thing.locale).exists()
