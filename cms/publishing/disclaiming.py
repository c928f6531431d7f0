"""Which disclaimers belong where: chosen, by their scope, or in the place of one that was withdrawn."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from cms.library.given import Key
from cms.library.models import Disclaimer

from .lookups import find_withdrawals, with_default
from .models import Withdrawal


@dataclass(frozen=True)
class Scope:
    """Where a disclaimer belongs without being chosen."""

    everywhere: bool
    topics: frozenset[UUID]

    def reaches(self, topics: Iterable[UUID]) -> bool:
        return self.everywhere or not self.topics.isdisjoint(topics)


def find_scopes(locale: str) -> dict[UUID, Scope]:
    """The scopes of all disclaimers that are live for a language, or withdrawn and replaced."""
    replaced = Withdrawal.objects.standing().exclude(successor=None).values("content_id")
    rows = Disclaimer.objects.filter(
        Q(live=True) | Q(translation_key__in=replaced), locale__language_code__in=with_default(locale)
    ).values_list("translation_key", "on_every_article", "topics__translation_key")
    everywhere = {content_id for content_id, on_every_article, _ in rows if on_every_article}
    topics: dict[UUID, set[UUID]] = {content_id: set() for content_id, _, _ in rows}
    for content_id, _, topic in rows:
        topics[content_id] |= {topic} if topic else set()
    return {key: Scope(key in everywhere, frozenset(held)) for key, held in topics.items()}


class Successors:
    """What stands in the place of withdrawn disclaimers, in each language."""

    def __init__(self, content_ids: Iterable[UUID]) -> None:
        self.withdrawals: dict[Key, Withdrawal] = {}
        unknown = set(content_ids)
        while unknown:
            found = find_withdrawals(unknown)
            self.withdrawals |= found
            known = {content_id for content_id, _ in self.withdrawals} | unknown
            unknown = {each.successor for each in found.values() if each.successor} - known

    def line(self, content_id: UUID, locale: str) -> Iterator[UUID]:
        """The disclaimer itself, then what replaced it, then what replaced that."""
        seen = set[UUID]()
        following: UUID | None = content_id
        while following and following not in seen:
            seen.add(following)
            yield following
            following = self._successor(following, locale)

    def standing(self, content_id: UUID, locale: str, is_live: Callable[[UUID, str], bool]) -> UUID | None:
        """The first of the line that is live: where nothing replaces it, the default language will do."""
        for each in self.line(content_id, locale):
            replaced = self._successor(each, locale) is not None
            languages = (locale,) if replaced else with_default(locale)
            if any(is_live(each, language) for language in languages):
                return each
        return None

    def _successor(self, content_id: UUID, locale: str) -> UUID | None:
        for each in with_default(locale):
            withdrawal = self.withdrawals.get((content_id, each))
            if withdrawal and withdrawal.successor:
                return withdrawal.successor
        return None
