"""What is published: the model behind each kind, and the order in which kinds are compiled."""

from collections.abc import Collection
from typing import Any

from django.db import models

from cms.articles.models import ArticlePage, GuidePage
from cms.articles.references import load_bodies
from cms.editions.models import Kind, Thing
from cms.library.given import Key
from cms.library.models import Benefit, Disclaimer, Image, Person, SiteProfile, Topic

MODELS: dict[str, type[models.Model]] = {
    Kind.SITE: SiteProfile,
    Kind.PERSON: Person,
    Kind.TOPIC: Topic,
    Kind.IMAGE: Image,
    Kind.DISCLAIMER: Disclaimer,
    Kind.BENEFIT: Benefit,
    Kind.ARTICLE: ArticlePage,
    Kind.GUIDE: GuidePage,
}
"""In compiling order: a kind holds only kinds that stand before it."""

_REVIEWED = ("reviewed_by", "reviewed_by__locale")
JOINED: dict[str, tuple[str, ...]] = {
    Kind.DISCLAIMER: _REVIEWED,
    Kind.BENEFIT: _REVIEWED,
    Kind.ARTICLE: (*_REVIEWED, "hero_image"),
    Kind.GUIDE: (*_REVIEWED, "hero_image"),
}
READ: dict[str, tuple[str, ...]] = {
    Kind.DISCLAIMER: ("topics",),
    Kind.ARTICLE: (
        "topics__topic",
        "authors__person",
        "disclaimers__disclaimer",
        "related__article",
        "codes",
    ),
    Kind.GUIDE: ("topics__topic", "disclaimers__disclaimer", "articles__article"),
}
"""What else a compile reads of a row: with it, and for all rows at once."""

STAMP = ("pk", "live_revision_id", "last_published_at")
_KEY = ("content_id", "locale")
COLLECTIONS = {
    Kind.TOPIC: "topics",
    Kind.PERSON: "people",
    Kind.BENEFIT: "benefits",
    Kind.ARTICLE: "articles",
    Kind.GUIDE: "guides",
}
PAGES = (Kind.ARTICLE, Kind.GUIDE)
"""What is a page of Wagtail's, carries medical disclaimers, and is filed under topics."""
CARRIERS = (*PAGES, Kind.BENEFIT)
"""What carries the disclaimers that belong on it."""
ANY_LOCALE = "und"


def rank_of(kind: str) -> int:
    """The kind's place in the compiling order."""
    return list(MODELS).index(Kind(kind))


def locale_of(item: Any) -> str:
    return ANY_LOCALE if item.kind == Kind.IMAGE else str(item.locale.language_code)


def path_of(item: Any) -> str | None:
    """The path that a live item has now; none for what is addressed by `content_id`."""
    collection = COLLECTIONS.get(Kind(item.kind))
    return f"{collection}/{item.slug}" if collection else None


def find_live(kind: str, keys: Collection[Key]) -> dict[Key, Any]:
    """The live rows of these things, read again, with all that a compile reads of them."""
    ids = {content_id for content_id, _ in keys}
    if kind == Kind.IMAGE:
        images = Image.objects.filter(content_id__in=ids).prefetch_related("renditions")
        return {(image.content_id, ANY_LOCALE): image for image in images}
    rows = MODELS[kind]._default_manager.filter(translation_key__in=ids, live=True)
    rows = rows.select_related("locale", *JOINED.get(kind, ())).prefetch_related(*READ.get(kind, ()))
    found = {(row.translation_key, row.locale.language_code): row for row in rows}
    live = {key: found[key] for key in keys if key in found}
    if kind == Kind.ARTICLE:
        load_bodies(live.values())
    return live


def find_stamps(kind: str, keys: Collection[Key]) -> dict[Key, tuple[object, ...]]:
    """What `stamp_of` says of the live rows of these things."""
    rows = (
        MODELS[kind]
        ._default_manager.filter(translation_key__in={content_id for content_id, _ in keys}, live=True)
        .values_list("translation_key", "locale__language_code", *STAMP)
    )
    return {(content_id, locale): tuple(stamp) for content_id, locale, *stamp in rows}


def stamp_of(row: Any) -> tuple[object, ...]:
    """What changes whenever a row is published: equal stamps, equal words."""
    return tuple(getattr(row, name, None) for name in STAMP)


def kinds_of(keys: Collection[Key]) -> dict[Key, str]:
    """The kinds of things that only their keys are known of: by the ledger, or else by the rows."""
    things = Thing.objects.filter(content_id__in={content_id for content_id, _ in keys})
    known = {(content_id, locale): kind for content_id, locale, kind in things.values_list(*_KEY, "kind")}
    for kind in MODELS:
        unknown = [key for key in keys if key not in known]
        if unknown:
            known |= dict.fromkeys(find_live(kind, unknown), kind)
    return {key: known[key] for key in keys if key in known}
