"""What is live compared with the ledger, and the mending of what an audit found."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from cms.editions.audit import Finding, Mend, audit_ledger, name_thing
from cms.editions.models import Inclusion, Kind, Role, Thing
from cms.editions.repair import drop_orphan_routes, rebuild_thing
from cms.editions.snapshot import snapshot

from .drain import drain_all
from .heal import heal
from .kinds import ANY_LOCALE, MODELS, locale_of
from .models import Cascade, PendingRecompile

_NUMBERED = (Role.BENEFIT, Role.DISCLAIMER, Role.IMAGE)
"""Roles of parts whose edition number a document tells, so that it is compiled again with each of theirs."""
A_WHILE = timedelta(hours=1)
UNSAFE = (
    "Nothing was compiled: what is altered would be compiled into other documents. "
    "Restore a backup, or publish anew what is altered, and run this again."
)


def audit() -> Iterator[Finding]:
    """Everything that is wrong with the ledger, and everything in which it is not what is live."""
    with snapshot():
        yield from audit_ledger()
        for kind in MODELS:
            yield from _audit_kind(kind)
        yield from _audit_parts()
        yield from _audit_pending()


def mend(findings: Iterable[Finding]) -> list[str]:
    """Mend what can be mended, each in a transaction of its own; returns why something could not be."""
    found = list(findings)
    drop_orphan_routes()
    for thing in dict.fromkeys(each.thing for each in found if each.mend is Mend.REBUILD):
        if thing is not None:
            rebuild_thing(thing)
    if any(each.spreads for each in found):
        return [UNSAFE]
    drain_all()
    _, refusals = heal()
    drain_all()
    return refusals


def _audit_kind(kind: str) -> Iterator[Finding]:
    """Everything live is published, and nothing else is."""
    key = _key_of(kind)
    things = Thing.objects.published().filter(kind=kind)
    same = {"content_id": OuterRef(key["content_id"]), "locale": key["locale"]}
    for row in _live(kind).exclude(Exists(things.filter(**same))).iterator():
        about = f"{kind} “{row}” ({row.content_id}, {locale_of(row)})"
        yield Finding(about, "it is live, and not published.", mend=Mend.COMPILE)
    live = _live(kind).filter(**{key["content_id"]: OuterRef("content_id")})
    if kind != Kind.IMAGE:
        live = live.filter(locale__language_code=OuterRef("locale"))
    for thing in things.exclude(Exists(live)).iterator():
        yield Finding(name_thing(thing), "it is published, and not live.", mend=Mend.COMPILE)


def _key_of(kind: str) -> dict[str, Any]:
    """How a row of this kind is matched with its thing."""
    if kind == Kind.IMAGE:
        return {"content_id": "content_id", "locale": Value(ANY_LOCALE)}
    return {"content_id": "translation_key", "locale": OuterRef("locale__language_code")}


def _live(kind: str) -> QuerySet[Any]:
    rows = MODELS[kind]._default_manager.all()
    return rows if kind == Kind.IMAGE else rows.filter(live=True)


def _audit_parts() -> Iterator[Finding]:
    """Documents hold the newest editions of their parts, or wait to be compiled again."""
    part = Thing.objects.filter(content_id=OuterRef("content_id"), locale=OuterRef("locale"))
    waiting = PendingRecompile.objects.filter(
        content_id=OuterRef("edition__thing__content_id"), locale=OuterRef("edition__thing__locale")
    )
    held = Inclusion.objects.current().filter(role__in=_NUMBERED, number__isnull=False)
    held = held.annotate(newest=Subquery(part.values("current__number")))
    behind = held.filter(~Q(number=F("newest")) | Q(newest=None)).exclude(Exists(waiting))
    for row in behind.select_related("edition__thing").iterator():
        newest = f"its newest is {row.newest}" if row.newest else "there is none"
        wrong = f"it holds edition {row.number} of {row}; {newest}, and nothing is pending."
        yield Finding(name_thing(row.edition.thing), wrong, mend=Mend.COMPILE)


def _audit_pending() -> Iterator[Finding]:
    """What is pending is compiled within minutes, or nobody compiles it."""
    late = PendingRecompile.objects.filter(cascade__began_at__lt=timezone.now() - A_WHILE)
    for cascade in Cascade.objects.filter(pending__in=late).distinct().iterator():
        wrong = f"{cascade.remaining} of {cascade.total} things still wait to be compiled"
        since = f"since {cascade.began_at:%Y-%m-%d %H:%M} UTC. See that the scheduler runs."
        yield Finding(f"cascade of “{cascade.title}”", f"{wrong}, {since}", mend=Mend.COMPILE)
