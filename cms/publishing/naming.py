"""What an item names: the things that it refers to, and the languages in which each of them would do."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from cms.articles.references import References, refer
from cms.editions.models import Role
from cms.library.given import Key
from cms.library.text import linked_pages

from .kinds import ANY_LOCALE, PAGES, locale_of
from .lookups import with_default


@dataclass(frozen=True)
class Want:
    """A thing that an item refers to, and the languages in which it would do, the best first."""

    role: str
    content_id: UUID
    locales: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Named:
    """An item and what it names, live or not. That stays the same as long as its row does."""

    item: Any

    @cached_property
    def locale(self) -> str:
        return locale_of(self.item)

    @property
    def key(self) -> Key:
        return self.item.content_id, self.locale

    @cached_property
    def references(self) -> References:
        if self.item.kind in PAGES:
            return refer(self.item)
        reviewer = getattr(self.item, "reviewed_by", None)
        things = (("person", reviewer.content_id),) if reviewer else ()
        return References(things=things, pages=frozenset(linked_pages(getattr(self.item, "body", ""))))

    def ids(self, role: str) -> list[UUID]:
        return [content_id for named_role, content_id in self.references.things if named_role == role]


def locales_for(role: str, locale: str) -> tuple[str, ...]:
    if role == Role.IMAGE:
        return (ANY_LOCALE,)
    return (locale,) if role in (Role.BENEFIT, Role.ARTICLE) else with_default(locale)
