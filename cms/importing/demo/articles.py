"""The demo's articles: saved as drafts first, so that they can point to one another, then published."""

from collections.abc import Mapping

from cms.articles.models import (
    ArticleAuthor,
    ArticleCode,
    ArticleDisclaimer,
    ArticlePage,
    ArticleTopic,
    RelatedArticle,
)
from cms.importing.folders import find_folder
from cms.library.models import Image

from .blocks import make_blocks
from .content import Entry, content_id, read_articles
from .library import Library


def make_articles(library: Library, pictures: Mapping[str, Image]) -> dict[str, ArticlePage]:
    """The language's articles, as drafts, by key."""
    folder = find_folder(library.locale)
    written = read_articles(library.locale.language_code)
    pages = {key: _make_article(key, entry, library, pictures) for key, entry in written.items()}
    for page in pages.values():
        folder.add_child(instance=page)
    for key, entry in written.items():
        pages[key].related = [RelatedArticle(article=pages[other]) for other in entry.get("related", ())]
    return pages


def publish_articles(pages: Mapping[str, ArticlePage]) -> None:
    for page in pages.values():
        page.save()
        page.save_revision().publish()


def _make_article(key: str, entry: Entry, library: Library, pictures: Mapping[str, Image]) -> ArticlePage:
    page = ArticlePage(
        title=entry["title"],
        slug=entry["slug"],
        summary=entry["summary"],
        hero_image=pictures[entry["picture"]],
        hero_alt=entry["picture_alt"],
        locale=library.locale,
        translation_key=content_id("article", key),
        live=False,
    )
    page.topics = [ArticleTopic(topic=library.topics[topic]) for topic in entry["topics"]]
    page.authors = [ArticleAuthor(person=library.people[author]) for author in entry["authors"]]
    page.disclaimers = [
        ArticleDisclaimer(disclaimer=library.disclaimers[each]) for each in entry.get("disclaimers", ())
    ]
    page.codes = [ArticleCode(**code) for code in entry["codes"]]
    blocks = make_blocks(entry["body"], benefits=library.benefits, name=str(page.translation_key))
    page.body = page.body.stream_block.to_python(blocks)
    return page
