"""Who was told of a notice, and who has said that it acted on it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from cms.editions.models import State, Thing

from .models import Acknowledgement, Partner
from .sight import told_to

Key = tuple[UUID, str]


@dataclass(frozen=True)
class Receipts:
    """Of one notice: the names of the partners it concerns."""

    given: tuple[str, ...]
    missing: tuple[str, ...]


def find_receipts(keys: Iterable[Key]) -> dict[Key, Receipts]:
    """The receipts of each of these things that is withdrawn now, where it concerns any active partner."""
    partners = list(Partner.objects.filter(is_active=True))
    if not partners:
        return {}
    ids = {content_id for content_id, _ in keys}
    things = Thing.objects.filter(content_id__in=ids, state=State.WITHDRAWN).select_related("current")
    numbers = {(each.content_id, each.locale): each.current.number for each in things}
    concerned: dict[Key, dict[int, str]] = {}
    for partner in partners:
        for key in things.filter(told_to(partner.pk)).values_list("content_id", "locale"):
            concerned.setdefault(key, {})[partner.pk] = partner.name
    said = _said(ids)
    return {key: _sort(names, said.get((*key, numbers[key]), set())) for key, names in concerned.items()}


def _said(ids: Collection[UUID]) -> dict[tuple[UUID, str, int], set[int]]:
    rows = Acknowledgement.objects.filter(content_id__in=ids)
    said: dict[tuple[UUID, str, int], set[int]] = {}
    for partner, *key in rows.values_list("partner_id", "content_id", "locale", "edition"):
        said.setdefault((key[0], key[1], key[2]), set()).add(partner)
    return said


def _sort(names: dict[int, str], said: set[int]) -> Receipts:
    given = sorted(name for pk, name in names.items() if pk in said)
    return Receipts(tuple(given), tuple(sorted(set(names.values()) - set(given))))
