"""What the ledger and the library say now of many things at once, each table asked once for a whole batch."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from wagtail.models import Page

from cms.editions.models import Audience, Edition, Inclusion, Kind, Role, Route, State, Thing
from cms.library.compile import compile_site
from cms.library.given import Addresses, Document, Key
from cms.library.models import SiteProfile

from .models import Review, Withdrawal

KEPT_DOCUMENTS = 1024


@dataclass(frozen=True)
class Found:
    """A published thing, or, with `notice`, a withdrawn one: number of its edition, digest, freshness."""

    number: int
    digest: str
    fresh_until: datetime | None
    notice: bool

    def read(self, *, whole: bool) -> Document:
        """Its document, or its listing. Shared: nobody changes it."""
        return _read(self.digest, whole)


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _read(digest: str, whole: bool) -> Document:
    """By digest, so that what is kept is right for ever, whatever is rolled back."""
    field = "document" if whole else "listing"
    stored = Edition.objects.filter(digest=digest).values_list(field, flat=True)[:1].get()
    return dict(json.loads(stored))


def addresses() -> Addresses:
    """The base addresses of the settings."""
    return Addresses(site=settings.SITE_URL, api=settings.API_URL, default_locale=settings.LANGUAGE_CODE)


def with_default(locale: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((locale, settings.LANGUAGE_CODE)))


def find_things(content_ids: Iterable[UUID]) -> dict[Key, Found]:
    """What is published of these, and what is withdrawn, in every language."""
    things = Thing.objects.public().filter(
        content_id__in=set(content_ids), state__in=(State.PUBLISHED, State.WITHDRAWN)
    )
    columns = ("current__number", "current__digest", "fresh_until", "state")
    return {
        (content_id, locale): Found(number, digest, fresh_until, notice=state == State.WITHDRAWN)
        for content_id, locale, number, digest, fresh_until, state in things.values_list(
            "content_id", "locale", *columns
        )
    }


def find_carried(content_ids: Iterable[UUID]) -> dict[Key, list[UUID]]:
    """The disclaimers that these articles carry now: whatever shows the articles carries them too."""
    wanted = set(content_ids)
    if not wanted:
        return {}
    carried = Inclusion.objects.current().filter(
        role=Role.DISCLAIMER,
        number__isnull=False,
        edition__thing__content_id__in=wanted,
        edition__audience=Audience.PUBLIC,
    )
    columns = ("edition__thing__content_id", "edition__thing__locale", "content_id")
    found: dict[Key, list[UUID]] = {}
    for article, locale, disclaimer in carried.order_by("content_id").values_list(*columns):
        found.setdefault((article, locale), []).append(disclaimer)
    return found


def find_site(locale: str) -> Document:
    """The clinic's document in this language, or else in the default one.

    Before the first publication it is what the live profile would become.
    """
    things = Thing.objects.published().filter(kind=Kind.SITE, locale__in=with_default(locale))
    digests = dict(things.values_list("locale", "current__digest"))
    if digest := digests.get(locale) or digests.get(settings.LANGUAGE_CODE):
        return _read(digest, whole=True)
    return compile_site(SiteProfile.objects.get(locale__language_code=settings.LANGUAGE_CODE), addresses())


def find_pages(primary_keys: Iterable[int]) -> dict[int, Key]:
    """The things that pages are, for links to them."""
    wanted = set(primary_keys)
    if not wanted:
        return {}
    rows = Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key", "locale__language_code")
    return {pk: (content_id, locale) for pk, content_id, locale in rows}


def find_paths(content_ids: Iterable[UUID]) -> dict[Key, list[str]]:
    """Every path that each thing ever had, the oldest first."""
    routes = Route.objects.filter(thing__content_id__in=set(content_ids)).order_by("pk")
    paths: dict[Key, list[str]] = {}
    for content_id, locale, path in routes.values_list("thing__content_id", "locale", "path"):
        paths.setdefault((content_id, locale), []).append(path)
    return paths


def find_reviews(content_ids: Iterable[UUID]) -> dict[Key, Review]:
    """What the last review of each thing saw."""
    return {
        (review.content_id, review.locale): review
        for review in Review.objects.filter(content_id__in=set(content_ids))
    }


def find_withdrawals(content_ids: Iterable[UUID]) -> dict[Key, Withdrawal]:
    """The withdrawals that stand of these."""
    standing = Withdrawal.objects.standing().filter(content_id__in=set(content_ids))
    return {(each.content_id, each.locale): each for each in standing}


def next_of(moments: Iterable[datetime | None], after: datetime) -> datetime | None:
    """The first of these moments that is after this one."""
    return min((moment for moment in moments if moment and moment > after), default=None)
