"""What is published: the model behind each kind, and the order in which kinds are compiled."""

from typing import Any
from uuid import UUID

from django.db import models

from cms.articles.models import ArticlePage
from cms.editions.models import Kind, Thing
from cms.library.models import Benefit, Disclaimer, Image, Person, SiteProfile, Topic

MODELS: dict[str, type[models.Model]] = {
    Kind.SITE: SiteProfile,
    Kind.PERSON: Person,
    Kind.TOPIC: Topic,
    Kind.IMAGE: Image,
    Kind.DISCLAIMER: Disclaimer,
    Kind.BENEFIT: Benefit,
    Kind.ARTICLE: ArticlePage,
}
"""In compiling order: a kind holds only kinds that stand before it."""

COLLECTIONS = {
    Kind.TOPIC: "topics",
    Kind.PERSON: "people",
    Kind.BENEFIT: "benefits",
    Kind.ARTICLE: "articles",
}
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


def find_live(kind: str, content_id: UUID, locale: str) -> Any | None:
    """The live row of a thing, read again, or none."""
    if kind == Kind.IMAGE:
        return Image.objects.filter(content_id=content_id).first()
    rows = MODELS[kind]._default_manager.filter(
        translation_key=content_id, locale__language_code=locale, live=True
    )
    return rows.select_related("locale").first()


def kind_of(content_id: UUID, locale: str) -> str | None:
    """The kind of a thing that only its key is known of: by the ledger, or else by the rows."""
    thing = Thing.objects.filter(content_id=content_id, locale=locale).first()
    if thing:
        return thing.kind
    return next((kind for kind in MODELS if find_live(kind, content_id, locale)), None)
