"""Looks up, in the ledger, all that a compile is given. Run under the ledger's lock when it publishes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from cms.articles.references import References, refer
from cms.editions.models import SIDEWAYS, Kind, Role, Route, Thing
from cms.editions.services import Included
from cms.library.compile import compile_site
from cms.library.given import Addresses, Document, Given, Key
from cms.library.models import Disclaimer, SiteProfile
from cms.library.text import linked_pages

from .kinds import ANY_LOCALE, locale_of, path_of
from .models import Review

LOCALES = tuple(code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES)


@dataclass(frozen=True)
class Want:
    """A thing that an item refers to, and the languages in which it would do, the best first."""

    role: str
    content_id: UUID
    locales: tuple[str, ...]


@dataclass(frozen=True)
class Resolved:
    """What an item is compiled with, and what its edition will say that it includes."""

    given: Given
    included: tuple[Included, ...]


def resolve(item: Any) -> Resolved:
    """Everything that this item's document needs, as it is live now."""
    locale = locale_of(item)
    references = _references(item)
    pages = _linked(references.pages)
    scoped = scoped_disclaimers(locale, references) if item.kind in (Kind.ARTICLE, Kind.BENEFIT) else ()
    wants = list(_wants(item, references, scoped, pages.values()))
    found = _find(wants)
    site = find_site(locale)
    parts = {key: document for key, (_, document) in found.items()}
    given = Given(
        addresses=addresses(),
        site=site,
        parts=parts,
        links={pk: parts[key]["url"] for pk, key in pages.items() if key in parts},
        disclaimers=scoped,
        former_paths=_former_paths(item, locale),
        locales=LOCALES,
        reviewed_digest=_reviewed_digest(item, locale),
        overdue=_is_overdue(item),
    )
    included = (*_included(wants, found), *_named_clinic(item, site))
    return Resolved(given=given, included=included)


def addresses() -> Addresses:
    """The base addresses of the settings."""
    return Addresses(site=settings.SITE_URL, api=settings.API_URL, default_locale=settings.LANGUAGE_CODE)


def find_site(locale: str) -> Document:
    """The clinic's document in this language, or else in the default one.

    Before the first publication it is what the live profile would become.
    """
    things = Thing.objects.published().filter(kind=Kind.SITE, locale__in=_with_default(locale))
    by_locale = {thing.locale: thing for thing in things.select_related("current")}
    thing = by_locale.get(locale) or by_locale.get(settings.LANGUAGE_CODE)
    if thing and thing.current:
        return dict(json.loads(thing.current.document))
    return compile_site(SiteProfile.objects.get(locale__language_code=settings.LANGUAGE_CODE), addresses())


def scoped_disclaimers(locale: str, references: References) -> tuple[UUID, ...]:
    """The live disclaimers that belong here without being chosen: on everything, or on these topics."""
    topics = [content_id for role, content_id in references.things if role == Role.TOPIC]
    scope = Q(on_every_article=True) | Q(topics__translation_key__in=topics)
    live = Disclaimer.objects.filter(scope, live=True, locale__language_code__in=_with_default(locale))
    return tuple(sorted(set(live.values_list("translation_key", flat=True))))


def _references(item: Any) -> References:
    if item.kind == Kind.ARTICLE:
        return refer(item)
    reviewer = getattr(item, "reviewed_by", None)
    things = (("person", reviewer.content_id),) if reviewer else ()
    return References(things=things, pages=frozenset(linked_pages(getattr(item, "body", ""))))


def _wants(
    item: Any, references: References, scoped: Iterable[UUID], linked: Iterable[Key]
) -> Iterator[Want]:
    locale = locale_of(item)
    for role, content_id in references.things:
        yield Want(role, content_id, _locales_for(role, locale))
    for content_id in scoped:
        yield Want(Role.DISCLAIMER, content_id, _with_default(locale))
    for content_id, link_locale in linked:
        yield Want(Role.LINK, content_id, (link_locale,))
    if item.kind in (Kind.ARTICLE, Kind.TOPIC):
        for other in LOCALES:
            if other != locale:
                yield Want(Role.TRANSLATION, item.content_id, (other,))


def _locales_for(role: str, locale: str) -> tuple[str, ...]:
    if role == Role.IMAGE:
        return (ANY_LOCALE,)
    return (locale,) if role == Role.BENEFIT else _with_default(locale)


def _with_default(locale: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((locale, settings.LANGUAGE_CODE)))


def _find(wants: Iterable[Want]) -> dict[Key, tuple[int, Document]]:
    """Edition number and document of each wanted thing that is live. What is pointed to is read in short."""
    wanted = list(wants)
    held = {want.content_id for want in wanted if want.role not in SIDEWAYS}
    ids = {want.content_id for want in wanted}
    things = Thing.objects.public().published().filter(content_id__in=ids).select_related("current")
    found = {}
    for thing in things:
        stored = thing.current.document if thing.content_id in held else thing.current.listing
        found[(thing.content_id, thing.locale)] = (thing.current.number, json.loads(stored))
    return found


def _included(wants: Iterable[Want], found: dict[Key, tuple[int, Document]]) -> Iterator[Included]:
    """The best language that is live of each want, and the better ones that are not, as wanted."""
    seen = set()
    for want in wants:
        for locale in want.locales:
            number = found.get((want.content_id, locale), (None,))[0]
            key = (want.content_id, locale, want.role)
            if key not in seen:
                seen.add(key)
                yield Included(want.content_id, locale, want.role, number)
            if number is not None:
                break


def _named_clinic(item: Any, site: Document) -> Iterator[Included]:
    """The clinic's profile, where a document bears its attribution."""
    if item.kind in (Kind.ARTICLE, Kind.BENEFIT):
        yield Included(UUID(site["content_id"]), site["locale"], Role.SITE, site.get("edition"))


def _linked(primary_keys: Iterable[int]) -> dict[int, Key]:
    rows = Page.objects.filter(pk__in=set(primary_keys)).values_list(
        "pk", "translation_key", "locale__language_code"
    )
    return {pk: (content_id, locale) for pk, content_id, locale in rows}


def _former_paths(item: Any, locale: str) -> tuple[str, ...]:
    routes = Route.objects.filter(thing__content_id=item.content_id, locale=locale).order_by("pk")
    return tuple(path for path in routes.values_list("path", flat=True) if path != path_of(item))


def _reviewed_digest(item: Any, locale: str) -> str | None:
    """What the last review saw; none when this review is a new one, which sees what is published now."""
    if not getattr(item, "reviewed_by", None):
        return None
    review = Review.objects.filter(
        content_id=item.content_id,
        locale=locale,
        reviewed_on=item.reviewed_on,
        reviewed_by=item.reviewed_by.content_id,
    ).first()
    return review.reviewed_digest if review else None


def _is_overdue(item: Any) -> bool:
    due: date | None = getattr(item, "next_review_on", None)
    return bool(due and due < timezone.localdate())
