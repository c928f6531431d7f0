"""The demo's guides: published after the articles that they lead through."""

from collections.abc import Mapping

from cms.articles.models import ArticlePage, GuideArticle, GuidePage, GuideTopic
from cms.importing.folders import find_folder
from cms.library.models import Image

from .content import Entry, content_id, read_guides
from .library import Library
from .prose import to_rich_text


def publish_guides(
    library: Library, articles: Mapping[str, ArticlePage], pictures: Mapping[str, Image]
) -> None:
    folder = find_folder(library.locale)
    for key, entry in read_guides(library.locale.language_code).items():
        guide = _make_guide(key, entry, library, pictures)
        guide.articles = [GuideArticle(article=articles[each]) for each in entry["articles"]]
        folder.add_child(instance=guide)
        guide.save_revision().publish()


def _make_guide(key: str, entry: Entry, library: Library, pictures: Mapping[str, Image]) -> GuidePage:
    guide = GuidePage(
        title=entry["title"],
        slug=entry["slug"],
        summary=entry["summary"],
        introduction=to_rich_text(entry["text"]),
        hero_image=pictures[entry["picture"]],
        hero_alt=entry["picture_alt"],
        locale=library.locale,
        translation_key=content_id("guide", key),
        live=False,
    )
    guide.topics = [GuideTopic(topic=library.topics[topic]) for topic in entry["topics"]]
    return guide
