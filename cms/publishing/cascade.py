"""What must be compiled again when a thing has a new edition."""

import json
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q, QuerySet

from cms.editions.models import SIDEWAYS, Edition, Inclusion, Kind, Role, State, Thing
from cms.library.given import Document

from .kinds import rank_of
from .models import Cascade, PendingRecompile

HANDFUL = 20
"""More than so many are compiled in the background."""


def dependents(edition: Edition, before: Edition | None) -> list[Thing]:
    """The live things that include this one, want it, or would include it now, in compiling order."""
    thing = edition.thing
    including = Inclusion.objects.current().of(thing)
    if not _shows_differently(edition, before):
        including = including.exclude(role__in=SIDEWAYS)
    by_inclusion = Thing.objects.published().filter(pk__in=including.values("edition__thing"))
    found = {each.pk: each for each in [*by_inclusion, *_newly_in_scope(edition)]}
    found.pop(thing.pk, None)
    return sorted(found.values(), key=lambda each: (rank_of(each.kind), each.pk))


def _shows_differently(edition: Edition, before: Edition | None) -> bool:
    """Whether those who only point here (title and address) show something else now."""
    return before is None or _face(edition) != _face(before)


def _face(edition: Edition) -> tuple[object, ...]:
    document = json.loads(edition.document)
    return (
        edition.state,
        edition.audience,
        document.get("title") or document.get("name"),
        document.get("url"),
    )


def _newly_in_scope(edition: Edition) -> Iterable[Thing]:
    """What a part belongs to by its scope: nobody's inclusions know of it yet."""
    thing = edition.thing
    if edition.state != State.PUBLISHED or thing.kind not in (Kind.SITE, Kind.DISCLAIMER):
        return []
    reached = Thing.objects.published()
    if thing.kind == Kind.SITE or thing.locale != settings.LANGUAGE_CODE:
        reached = reached.filter(locale=thing.locale)
    if thing.kind == Kind.SITE:
        return reached.filter(kind__in=(Kind.ARTICLE, Kind.BENEFIT))
    return _in_scope_of_disclaimer(reached, json.loads(edition.document))


def _in_scope_of_disclaimer(things: QuerySet[Thing], disclaimer: Document) -> QuerySet[Thing]:
    if disclaimer["on_every_article"]:
        return things.filter(kind__in=(Kind.ARTICLE, Kind.BENEFIT))
    topics = Inclusion.objects.filter(role=Role.TOPIC, content_id__in=disclaimer["topics"])
    return things.filter(Q(kind=Kind.ARTICLE), current__in=topics.values("edition"))


def because_of(edition: Edition) -> Document:
    """Why the things that hold this edition are published again."""
    thing = edition.thing
    part = {"content_id": str(thing.content_id), "locale": thing.locale, "edition": edition.number}
    return {"reason": "part", "kind": thing.kind, "part": part}


def postpone(things: list[Thing], edition: Edition) -> None:
    """Leave these to the background, in rows that commit with the part's edition."""
    part = edition.thing
    cascade = Cascade.objects.create(
        content_id=part.content_id, locale=part.locale, title=part.title, total=len(things)
    )
    because = because_of(edition)
    PendingRecompile.objects.bulk_create(
        [
            PendingRecompile(
                cascade=cascade,
                content_id=thing.content_id,
                locale=thing.locale,
                rank=rank_of(thing.kind),
                because=because,
            )
            for thing in things
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
