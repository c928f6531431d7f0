"""Writing an imported article: a draft, or its publication, in one unit; or nothing at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import Locale

from cms.articles.models import ArticlePage
from cms.library.models import Topic

from .body import has_texts
from .drafts import content_of, file_draft, fill_draft, new_draft, save_draft
from .parts import FoundBenefit, FoundPart, find_benefit, find_disclaimer, publish_untouched_draft
from .source import SourceArticle
from .words import make_import_key


class ImportRefused(Exception):
    """Nothing was written; the message says what to do."""


class Result(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EDITED = "edited"


@dataclass(frozen=True)
class Destination:
    """Where an article goes, and by which key it is found again if not by its title."""

    locale: Locale
    topic: Topic | None = None
    key: str = ""


@dataclass(frozen=True)
class Imported:
    page: ArticlePage
    result: Result
    benefits: tuple[FoundBenefit, ...] = ()
    disclaimer: FoundPart | None = None

    @property
    def parts(self) -> tuple[FoundPart, ...]:
        return (*self.benefits, *([self.disclaimer] if self.disclaimer else []))


def import_article(source: SourceArticle, *, to: Destination, publish: bool = False) -> Imported:
    """If the unit of publishing refuses, what it raises is raised here, and nothing is written."""
    with import_string(settings.PUBLISHING_UNIT)():
        imported = _write(source, to=to)
        if publish and imported.result is not Result.EDITED:
            _publish(imported)
    imported.page.refresh_from_db()
    return imported


def _write(source: SourceArticle, *, to: Destination) -> Imported:
    key = make_import_key(to.key or source.title, locale=to.locale.language_code)
    page = ArticlePage.objects.filter(import_key=key).first()
    if page and is_edited(page):
        return Imported(page, Result.EDITED)
    draft = page.get_latest_revision_as_object() if page else new_draft(source, locale=to.locale, key=key)
    before = content_of(draft)
    items = source.benefits if has_texts(source.benefits) else ()
    benefits = tuple(find_benefit(item, locale=to.locale) for item in items)
    disclaimer = find_disclaimer(source, locale=to.locale)
    fill_draft(draft, source, benefits=benefits, disclaimer=disclaimer)
    file_draft(draft, to.topic)
    if page and content_of(draft) == before:
        return Imported(draft, Result.UNCHANGED, benefits, disclaimer)
    save_draft(draft)
    return Imported(draft, Result.UPDATED if page else Result.CREATED, benefits, disclaimer)


def is_edited(page: ArticlePage) -> bool:
    """True once somebody worked on it: whoever saves in the admin has a name, and an import has none."""
    return bool(page.locked or (page.latest_revision and page.latest_revision.user_id))


def _publish(imported: Imported) -> None:
    """Parts first: an article is compiled only out of what is live."""
    for found in imported.parts:
        publish_untouched_draft(found.part)
    _require_live_parts(imported.parts)
    page = imported.page
    if not page.live or page.live_revision_id != page.latest_revision_id:
        page.latest_revision.publish()


def _require_live_parts(parts: Iterable[FoundPart]) -> None:
    drafts = dict.fromkeys(f"“{found.part.title}”" for found in parts if not found.part.live)
    if drafts:
        raise ImportRefused(
            f"Not published, and somebody has worked on it: {', '.join(drafts)}. "
            "Publish it in the library first, or import the article as a draft."
        )
