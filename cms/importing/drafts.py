"""The draft of an imported article: made, filled from the source, compared with what it was, saved."""

from collections.abc import Sequence
from typing import Any

from wagtail.coreutils import cautious_slugify
from wagtail.models import Locale

from cms.articles.models import ArticleDisclaimer, ArticlePage, ArticleTopic
from cms.library.models import Topic

from .body import make_body
from .folders import find_folder
from .parts import FoundBenefit, FoundPart, free_slug
from .source import SourceArticle, plain_text
from .words import summarise


def new_draft(source: SourceArticle, *, locale: Locale, key: str) -> ArticlePage:
    slug = cautious_slugify(source.title).strip("-") or "article"
    twins = ArticlePage.objects.filter(locale=locale, slug__startswith=slug).values_list("slug", flat=True)
    return ArticlePage(slug=free_slug(slug, taken=set(twins)), locale=locale, live=False, import_key=key)


def fill_draft(
    draft: ArticlePage,
    source: SourceArticle,
    *,
    benefits: Sequence[FoundBenefit],
    disclaimer: FoundPart | None,
) -> None:
    """Give the draft all that the source says. What the source does not say stays as it is."""
    used = [found.used for found in benefits]
    draft.title = source.title
    draft.summary = summarise(_first_words(source))
    draft.comments_open = source.comments_open
    draft.body = draft.body.stream_block.to_python(make_body(source, benefits=used, key=draft.import_key))
    draft.disclaimers = [ArticleDisclaimer(disclaimer=disclaimer.part)] if disclaimer else []


def file_draft(draft: ArticlePage, topic: Topic | None) -> None:
    if topic and topic.pk not in [row.topic_id for row in draft.topics.all()]:
        draft.topics = [*draft.topics.all(), ArticleTopic(topic=topic)]


def content_of(draft: ArticlePage) -> dict[str, Any]:
    """All that an import writes, for comparing."""
    return {
        "words": (draft.title, draft.summary, draft.comments_open),
        "body": draft.body.get_prep_value(),
        "disclaimers": [row.disclaimer_id for row in draft.disclaimers.all()],
        "topics": [row.topic_id for row in draft.topics.all()],
    }


def save_draft(draft: ArticlePage) -> None:
    """As the editor saves it: a revision, and the row too while nobody can read it."""
    if draft.pk is None:
        find_folder(draft.locale).add_child(instance=draft)
    elif not draft.live:
        draft.save()
    draft.save_revision()


def _first_words(source: SourceArticle) -> str:
    """The introduction, or what comes first where there is none."""
    if source.introduction:
        return plain_text(source.introduction)
    return plain_text(source.benefits[0].text) or source.title if source.benefits else source.title
