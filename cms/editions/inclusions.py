"""Writes which things an edition includes or wants. Called by the ledger's services alone."""

from collections.abc import Iterable, Mapping

from .models import Edition, Inclusion
from .publication import Included


def store_inclusions(included: Mapping[Edition, Iterable[Included]]) -> None:
    """The inclusions of new current editions; those of the editions before them are current no more."""
    things = [edition.thing_id for edition in included]
    before = Inclusion.objects.current().filter(edition__thing__in=things)
    before.update(current=False)
    Inclusion.objects.bulk_create(row for edition, rows in included.items() for row in _rows(edition, rows))


def refresh_inclusions(included: Mapping[Edition, Iterable[Included]]) -> None:
    """What is wanted may change while the document does not: keep the current editions' rows true."""
    stored: dict[int, set[tuple[object, ...]]] = {}
    for row in Inclusion.objects.filter(edition__in=included):
        key = (row.content_id, row.locale, row.role, row.number is None)
        stored.setdefault(row.edition_id, set()).add(key)
    for edition, rows in included.items():
        wanted = {(each.content_id, each.locale, each.role, each.number is None) for each in rows}
        if stored.get(edition.pk, set()) != wanted:
            edition.inclusions.all().delete()
            Inclusion.objects.bulk_create(_rows(edition, rows))


def _rows(edition: Edition, included: Iterable[Included]) -> Iterable[Inclusion]:
    for each in sorted(set(included), key=lambda each: (str(each.content_id), each.locale, each.role)):
        yield Inclusion(
            edition=edition,
            content_id=each.content_id,
            locale=each.locale,
            role=each.role,
            number=each.number,
        )
