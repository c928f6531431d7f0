"""Looks up all that compiles are given, for many items at once. Under the ledger's lock when it publishes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from cms.editions.models import SIDEWAYS, Kind, Role
from cms.editions.publication import Included
from cms.library.given import Document, Given, Key

from . import lookups
from .disclaiming import Successors, find_scopes
from .freshness import next_moments
from .kinds import CARRIERS, PAGES, path_of
from .lookups import Found, with_default
from .naming import Named, Want, locales_for

LOCALES = tuple(code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES)


Basis = tuple[object, ...]
"""All that a compile is given, in short: where it is equal, what was compiled before still holds."""


@dataclass(frozen=True)
class Resolved:
    """What an item is compiled with, and what its edition will say that it includes.

    `fresh_until` is the first moment at which time changes the item or what it includes.
    """

    named: Named
    given: Given
    included: tuple[Included, ...]
    fresh_until: datetime | None
    basis: Basis


def resolve(item: Any) -> Resolved:
    """Everything that this item's document needs, as it is live now."""
    return resolve_many([Named(item)])[0]


def resolve_many(named: Sequence[Named]) -> list[Resolved]:
    """The same for several items, with as many queries as for one."""
    batch = Batch(named)
    return [batch.resolve(each) for each in named]


def find_bases(named: Sequence[Named]) -> list[Basis]:
    """What `resolve_many` would say in short."""
    batch = Batch(named)
    return [batch.basis(each) for each in named]


class Batch:
    """Several items, and what the ledger and the library say now of all that they name."""

    def __init__(self, named: Sequence[Named]) -> None:
        own = [each.item.content_id for each in named]
        self.pages = lookups.find_pages(pk for each in named for pk in each.references.pages)
        carriers = [each for each in named if each.item.kind in CARRIERS]
        self.scopes = {locale: find_scopes(locale) for locale in {each.locale for each in carriers}}
        self.sites = {locale: lookups.find_site(locale) for locale in {each.locale for each in named}}
        self.carried = lookups.find_carried(i for each in named for i in each.ids("article"))
        self.successors = Successors(
            i for each in named for i in (*self._belonging(each), *each.ids("benefit"))
        )
        self.wants = {each.key: list(self._wants(each)) for each in named}
        self.found = lookups.find_things(want.content_id for wants in self.wants.values() for want in wants)
        self.paths, self.reviews = lookups.find_paths(own), lookups.find_reviews(own)
        moments = next_moments([each.item for each in named])
        self.moments = {each.key: moment for each, moment in zip(named, moments, strict=True)}

    def resolve(self, named: Named) -> Resolved:
        wants = self.wants[named.key]
        return Resolved(
            named=named,
            given=self._given(named, wants),
            included=(*self._included(wants), *self._clinic(named)),
            fresh_until=self._fresh_until(named, wants),
            basis=self.basis(named),
        )

    def basis(self, named: Named) -> Basis:
        wants, site = self.wants[named.key], self.sites[named.locale]
        return (
            tuple(self._basis_of(each) for each in self._included(wants)),
            (site["locale"], site.get("edition")),
            self._disclaimers(named),
            self._former_paths(named),
            self._reviewed_digest(named),
            _is_overdue(named.item),
            self._fresh_until(named, wants),
        )

    def _basis_of(self, included: Included) -> tuple[object, ...]:
        """An edition, or, of what is only pointed to, its title and address."""
        identity = (included.content_id, included.locale, included.role)
        found = self.found.get((included.content_id, included.locale))
        if included.role not in SIDEWAYS or found is None:
            return (*identity, included.number)
        listing = found.read(whole=False)
        return (*identity, listing.get("title") or listing.get("name"), listing.get("url"))

    def _given(self, named: Named, wants: list[Want]) -> Given:
        held = {want.content_id for want in wants if want.role not in SIDEWAYS}
        keys = {(want.content_id, locale) for want in wants for locale in want.locales}
        found = {key: self.found[key] for key in keys if key in self.found}
        parts = {key: each.read(whole=key[0] in held) for key, each in found.items() if not each.notice}
        links = {pk: self.pages[pk] for pk in named.references.pages if pk in self.pages}
        return Given(
            addresses=lookups.addresses(),
            site=self.sites[named.locale],
            parts=parts,
            notices=self._notices(found),
            links={pk: parts[key]["url"] for pk, key in links.items() if key in parts},
            disclaimers=self._disclaimers(named),
            former_paths=self._former_paths(named),
            locales=LOCALES,
            reviewed_digest=self._reviewed_digest(named),
            overdue=_is_overdue(named.item),
        )

    def _belonging(self, named: Named) -> Iterator[UUID]:
        """The disclaimers that are chosen, that its articles carry, and that belong here by their scope."""
        yield from named.ids("disclaimer")
        for article in named.ids("article"):
            yield from self.carried.get((article, named.locale), ())
        topics = named.ids("topic")
        for content_id, scope in sorted(self.scopes.get(named.locale, {}).items()):
            if scope.reaches(topics):
                yield content_id

    def _wants(self, named: Named) -> Iterator[Want]:
        item, locale = named.item, named.locale
        for role, content_id in named.references.things:
            if role != Role.DISCLAIMER:
                yield Want(role, content_id, locales_for(role, locale))
        for content_id in self._belonging(named):
            for each in self.successors.line(content_id, locale):
                yield Want(Role.DISCLAIMER, each, with_default(locale))
        for pk in sorted(named.references.pages & self.pages.keys()):
            content_id, link_locale = self.pages[pk]
            yield Want(Role.LINK, content_id, (link_locale,))
        if item.kind in (*PAGES, Kind.TOPIC):
            for other in LOCALES:
                if other != locale:
                    yield Want(Role.TRANSLATION, item.content_id, (other,))

    def _included(self, wants: Iterable[Want]) -> Iterator[Included]:
        """The best language that is live of each want, and the better ones that are not, as wanted."""
        seen = set()
        for want in wants:
            for locale in want.locales:
                found = self._shown(want, locale)
                key = (want.content_id, locale, want.role)
                if key not in seen:
                    seen.add(key)
                    yield Included(want.content_id, locale, want.role, found.number if found else None)
                if found:
                    break

    def _shown(self, want: Want, locale: str) -> Found | None:
        """What is shown of a thing: its words, or, of a withdrawn benefit, perhaps its notice."""
        found = self.found.get((want.content_id, locale))
        if found and found.notice and not self._is_announced((want.content_id, locale)):
            return None
        return found

    def _is_announced(self, key: Key) -> bool:
        withdrawal = self.successors.withdrawals.get(key)
        return bool(withdrawal and withdrawal.shown_in_articles)

    def _notices(self, found: dict[Key, Found]) -> dict[Key, Document]:
        return {
            key: each.read(whole=True)
            for key, each in found.items()
            if each.notice and self._is_announced(key)
        }

    def _disclaimers(self, named: Named) -> tuple[UUID, ...]:
        """Those that belong here and are live, or what is live in their place."""

        def is_live(content_id: UUID, locale: str) -> bool:
            found = self.found.get((content_id, locale))
            return bool(found and not found.notice)

        standing = (self.successors.standing(each, named.locale, is_live) for each in self._belonging(named))
        return tuple(sorted({content_id for content_id in standing if content_id}))

    def _clinic(self, named: Named) -> Iterator[Included]:
        """The clinic's profile, where a document bears its attribution."""
        if named.item.kind in CARRIERS:
            site = self.sites[named.locale]
            yield Included(UUID(site["content_id"]), site["locale"], Role.SITE, site.get("edition"))

    def _former_paths(self, named: Named) -> tuple[str, ...]:
        return tuple(path for path in self.paths.get(named.key, ()) if path != path_of(named.item))

    def _reviewed_digest(self, named: Named) -> str | None:
        """What the last review saw; none when this review is a new one, which sees what is published now."""
        item, review = named.item, self.reviews.get(named.key)
        if not review or not getattr(item, "reviewed_by", None):
            return None
        same = (review.reviewed_on, review.reviewed_by) == (item.reviewed_on, item.reviewed_by.content_id)
        return review.reviewed_digest if same else None

    def _fresh_until(self, named: Named, wants: Iterable[Want]) -> datetime | None:
        held = (want for want in wants if want.role not in SIDEWAYS)
        shown = (self._shown(want, locale) for want in held for locale in want.locales)
        moments = (each.fresh_until for each in shown if each)
        return lookups.next_of((self.moments[named.key], *moments), timezone.now())


def _is_overdue(item: Any) -> bool:
    due = getattr(item, "next_review_on", None)
    return bool(due and due < timezone.localdate())
