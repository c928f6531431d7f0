"""What an article or a guide refers to: what publishing must look up before it can be compiled."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail.blocks import StreamValue

from cms.library.text import linked_pages

from .models import ArticlePage, GuidePage, PublicPage


@dataclass(frozen=True)
class References:
    """Roles and `content_id`s in the order of the page, and the primary keys of pages linked to."""

    things: tuple[tuple[str, UUID], ...]
    pages: frozenset[int]


def load_bodies(pages: Collection[ArticlePage]) -> None:
    """Turn the bodies as they are stored into values, all together.

    Wagtail does it when a body is first looked at, and asks the database what it chose, for each body anew.
    """
    bodies = [page.body for page in pages if len(page.body)]
    if bodies:
        stored = [child for body in bodies for child in body.raw_data]
        children = iter(StreamValue(bodies[0].stream_block, stored, is_lazy=True))
        for body in bodies:
            for place in range(len(body)):
                body[place] = next(children)


def refer(page: PublicPage) -> References:
    """Everything that the page names, whether it is live or not."""
    return References(things=tuple(dict.fromkeys(_things(page))), pages=frozenset(_pages(page)))


def _things(page: PublicPage) -> Iterator[tuple[str, UUID]]:
    yield from (("topic", row.topic.content_id) for row in page.topics.all())
    yield from (("disclaimer", row.disclaimer.content_id) for row in page.disclaimers.all())
    if page.reviewed_by:
        yield "person", page.reviewed_by.content_id
    if page.hero_image:
        yield "image", page.hero_image.content_id
    if isinstance(page, GuidePage):
        yield from (("article", row.article.content_id) for row in page.articles.all())
    if isinstance(page, ArticlePage):
        yield from _in_article(page)


def _in_article(page: ArticlePage) -> Iterator[tuple[str, UUID]]:
    yield from (("person", row.person.content_id) for row in page.authors.all())
    yield from (("related", row.article.content_id) for row in page.related.all())
    for block in page.body:
        yield from _in_block(block.block_type, block.value)


def _in_block(block_type: str, value: Any) -> Iterator[tuple[str, UUID]]:
    if block_type == "image" and value["image"]:
        yield "image", value["image"].content_id
    if block_type == "benefits":
        yield from (("benefit", item["benefit"].content_id) for item in value["items"] if item["benefit"])


def _pages(page: PublicPage) -> Iterator[int]:
    if isinstance(page, GuidePage):
        yield from linked_pages(page.introduction)
    if isinstance(page, ArticlePage):
        for block in page.body:
            for source in rich_texts(block.block_type, block.value):
                yield from linked_pages(source)


def rich_texts(block_type: str, value: Any) -> Iterator[Any]:
    """Every rich text of a block."""
    if block_type in ("text", "callout"):
        yield value if block_type == "text" else value["text"]
    if block_type in ("benefits", "steps"):
        yield from (item["text"] for item in value["items"] if item["text"])
    if block_type == "questions":
        yield from (item["answer"] for item in value["items"])
