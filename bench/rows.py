"""Articles as rows, written in bulk: what Wagtail would have written, had each been published there.

Primary keys follow from the articles' numbers, so that several processes may write at once.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, Revision

from cms.articles.models import (
    ArticleAuthor,
    ArticleDisclaimer,
    ArticleIndexPage,
    ArticlePage,
    ArticleTopic,
)

from .corpus import Article, Block
from .library import NEXT_REVIEW_ON, REVIEWED_ON, WRITTEN_AT, LibraryKeys

CHILDREN: dict[Any, str] = {
    ArticleTopic: "topics",
    ArticleAuthor: "authors",
    ArticleDisclaimer: "disclaimers",
}


@dataclass(frozen=True)
class Place:
    """Where the articles go: the folder, and the numbers that its first article gets."""

    folder: int
    first_page: int
    first_revision: int
    first_child: int
    library: LibraryKeys


def find_place(library: LibraryKeys) -> Place:
    """Behind everything that the database holds already."""
    folder = ArticleIndexPage.objects.get(locale=Locale.get_default())
    return Place(folder.pk, _next(Page), _next(Revision), folder.numchild + 1, library)


def _next(model: Any) -> int:
    return int(model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


class ArticleWriter:
    """Writes articles as rows of Page, ArticlePage, their children and one live revision each."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.folder = ArticleIndexPage.objects.get(pk=place.folder)
        self.types = {
            "content_type": ContentType.objects.get_for_model(ArticlePage),
            "base_content_type": ContentType.objects.get_for_model(Page),
        }

    def write(self, articles: Iterable[Article]) -> list[ArticlePage]:
        """All in one transaction. The folder's count of children is `finish`'s."""
        pages = [self._page(article) for article in articles]
        with transaction.atomic():
            Page.objects.bulk_create([_base(page) for page in pages])
            fields = ArticlePage._meta.local_concrete_fields
            ArticlePage._base_manager._insert(pages, fields=fields, using=connection.alias)
            for model, relation in CHILDREN.items():
                model.objects.bulk_create([row for page in pages for row in getattr(page, relation).all()])
            Revision.objects.bulk_create([self._revision(page) for page in pages])
        return pages

    def _page(self, article: Article) -> ArticlePage:
        place, library = self.place, self.place.library
        page = ArticlePage(
            id=place.first_page + article.number,
            page_ptr_id=place.first_page + article.number,
            **self._in_the_tree(article),
            **_dates(article.number),
            translation_key=UUID(article.content_id),
            title=article.title,
            draft_title=article.title,
            summary=article.summary,
            reviewed_by_id=None if article.reviewer is None else library.persons[article.reviewer],
            reviewed_on=None if article.reviewer is None else REVIEWED_ON,
            next_review_on=None if article.reviewer is None else NEXT_REVIEW_ON,
            body=json.dumps([_with_keys(block, library) for block in article.body]),
        )
        page.live_revision_id = page.latest_revision_id = place.first_revision + article.number
        for relation in get_all_child_relations(ArticlePage):
            setattr(page, relation.get_accessor_name(), [])  # Or each would be looked for in the database.
        page.topics = [
            ArticleTopic(page_id=page.pk, topic_id=library.topics[number], sort_order=order)
            for order, number in enumerate(article.topics)
        ]
        page.disclaimers = [
            ArticleDisclaimer(page_id=page.pk, disclaimer_id=library.chosen_disclaimer, sort_order=0)
            for _ in range(article.chooses_disclaimer)
        ]
        page.authors = [
            ArticleAuthor(page_id=page.pk, person_id=library.persons[article.author], sort_order=0)
        ]
        return page

    def _in_the_tree(self, article: Article) -> dict[str, Any]:
        folder, step = self.folder, self.place.first_child + article.number
        return {
            "path": Page._get_path(folder.path, folder.depth + 1, step),
            "depth": folder.depth + 1,
            "slug": article.slug,
            "url_path": f"{folder.url_path}{article.slug}/",
            "locale_id": folder.locale_id,
            "content_type": self.types["content_type"],
            "live": True,
            "has_unpublished_changes": False,
        }

    def _revision(self, page: ArticlePage) -> Revision:
        return Revision(
            pk=page.latest_revision_id,
            **self.types,
            object_id=str(page.pk),
            object_str=page.title,
            created_at=page.latest_revision_created_at,
            content=page.serializable_data(),
        )


def finish(place: Place, count: int) -> None:
    """What belongs to all together: the folder's count of children, and the database's counters."""
    Page.objects.filter(pk=place.folder).update(numchild=place.first_child - 1 + count)
    models = (Page, Revision, *CHILDREN)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _base(page: ArticlePage) -> Page:
    return Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields})


def _dates(number: int) -> dict[str, Any]:
    written = WRITTEN_AT + timedelta(minutes=number)
    names = ("first_published_at", "last_published_at", "latest_revision_created_at")
    return dict.fromkeys(names, written)


def _with_keys(block: Block, library: LibraryKeys) -> Block:
    if block["type"] != "benefits":
        return block
    items = [
        {**item, "value": {**item["value"], "benefit": library.benefits[item["value"]["benefit"]]}}
        for item in block["value"]["items"]
    ]
    return {**block, "value": {**block["value"], "items": items}}
