"""Hands what was written to publishing: the only place of the loader that knows how editions come about."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef

from cms.articles.models import ArticlePage
from cms.editions.models import Kind, Thing
from cms.library.bases import LibraryModel
from cms.publishing.ahead import compile_ahead
from cms.publishing.cascade import Background
from cms.publishing.models import Cascade
from cms.publishing.pending import begin_cascade
from cms.publishing.publish import SELF
from cms.publishing.unit import unit
from cms.publishing.work import Work

BATCH = 100
"""So many articles a transaction."""


def find_missing() -> list[UUID]:
    """The articles that are live and not in the ledger."""
    published = Thing.objects.filter(content_id=OuterRef("translation_key"))
    pages = ArticlePage.objects.filter(~Exists(published), live=True).order_by("pk")
    return list(pages.values_list("translation_key", flat=True))


def open_load() -> Cascade:
    """What the loaders' background work is known by."""
    return begin_cascade(Thing.objects.filter(kind=Kind.DISCLAIMER)[0], urgent=False)


def hand_over(load: Cascade, content_ids: Sequence[UUID], locale: str) -> int:
    """Publish these articles as background workers do; returns the number of editions stored."""
    return sum(
        _publish(load, [(content_id, locale) for content_id in content_ids[start : start + BATCH]])
        for start in range(0, len(content_ids), BATCH)
    )


def _publish(load: Cascade, keys: list[tuple[UUID, str]]) -> int:
    ahead = compile_ahead([Work(Kind.ARTICLE, key, SELF) for key in keys])
    with unit() as work:
        for content_id, locale in keys:
            work.note(content_id, locale)
        work.background = Background(load, ahead)
    return len(work.editions)


def republish(item: LibraryModel | ArticlePage, **fields: str) -> None:
    """Change an article or a part in a new revision and publish it, as its editor does."""
    with unit():
        draft = item.get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.save_revision().publish()
