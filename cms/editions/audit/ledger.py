"""The whole audit of the ledger: one pass over its editions, and what only the database can count."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from cms.editions.models import Edition, Inclusion, Ledger, Route, Thing
from cms.editions.schemas import InvalidDocument

from .chain import ChainAudit
from .findings import BACKUP, Finding, Mend, name_thing, rebuild
from .inclusions import check_inclusions
from .read import BATCH, is_current, is_unaltered, numbers_in_words, parse_document, read_editions
from .stored import check_edition, tell_shape
from .things import check_thing


def audit_ledger() -> Iterator[Finding]:
    """Everything that is wrong with the ledger by itself. Call it inside `snapshot()`."""
    yield from _audit_editions()
    yield from _audit_numbers()
    yield from _audit_current()
    yield from _audit_current_inclusions()
    for route in orphan_routes().iterator():
        yield Finding(f"route “{route.path}” ({route.locale})", "it leads to nothing.", mend=Mend.REBUILD)


def count_ledger() -> str:
    """How much there is, in words."""
    editions, things = Edition.objects.count(), Thing.objects.count()
    return (
        f"{editions} editions of {things} things, {Route.objects.count()} routes, "
        f"{Inclusion.objects.count()} inclusions"
    )


def orphan_routes() -> QuerySet[Route]:
    """Routes whose thing is lost."""
    return Route.objects.exclude(Exists(Thing.objects.filter(pk=OuterRef("thing_id"))))


def newest_editions() -> Subquery:
    """The newest edition of each thing of a query."""
    return Subquery(Edition.objects.filter(thing=OuterRef("pk")).order_by("-number").values("pk")[:1])


def _audit_editions() -> Iterator[Finding]:
    chain = ChainAudit()
    for edition in read_editions():
        yield from chain.check(edition)
        if is_unaltered(edition):
            yield from _audit_document(edition)
    yield from chain.finish(Ledger.objects.first())


def _audit_document(edition: Edition) -> Iterator[Finding]:
    try:
        document = parse_document(edition)
    except InvalidDocument as error:
        # An earlier one matched the schema of its day, and is what was published: digest and chain say so.
        if is_current(edition):
            yield tell_shape(edition, error)
        return
    yield from check_edition(edition, document)
    if is_current(edition):
        yield from check_thing(edition, document)
        yield from check_inclusions(edition, document)


def _audit_numbers() -> Iterator[Finding]:
    """Numbers are 1, 2, 3 for each thing, in the order of the ledger."""
    rows = Edition.objects.order_by("thing", "number").values_list("thing", "number", "sequence")
    for thing, group in groupby(rows.iterator(chunk_size=BATCH), key=lambda row: row[0]):
        editions = [row[1:] for row in group]
        numbers = [number for number, _ in editions]
        if lost := set(range(1, numbers[-1] + 1)).difference(numbers):
            yield _about(thing, f"edition {numbers_in_words(lost)} is missing.")
        if editions != sorted(editions, key=lambda edition: edition[1]):
            yield _about(thing, "its numbers are not in the order in which its editions were published.")


def _about(thing: int, wrong: str) -> Finding:
    return Finding(name_thing(Thing.objects.get(pk=thing)), wrong, BACKUP)


def _audit_current() -> Iterator[Finding]:
    """The current edition is the newest one."""
    things = Thing.objects.annotate(newest=newest_editions())
    for thing in things.filter(newest=None).iterator():
        yield Finding(name_thing(thing), "it has no edition.", BACKUP)
    wrong = things.exclude(newest=None).filter(Q(current=None) | ~Q(current=F("newest")))
    for thing in wrong.iterator():
        yield rebuild(thing, "its current edition is not its newest one.")


def _audit_current_inclusions() -> Iterator[Finding]:
    """What is asked for where something is used: the inclusions of current editions, and no others."""
    is_current = Q(edition__thing__current=F("edition"))
    wrong = Inclusion.objects.filter(Q(current=True) & ~is_current | Q(current=False) & is_current)
    for thing in Thing.objects.filter(pk__in=wrong.values("edition__thing")).iterator():
        yield rebuild(thing, "its inclusions do not say rightly which of its editions is current.")
