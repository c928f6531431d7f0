"""Articles for tests, published unless asked otherwise."""

import json
from uuid import uuid4

from django.utils.text import slugify

from cms.articles.models import (
    ArticleAuthor,
    ArticleDisclaimer,
    ArticleIndexPage,
    ArticlePage,
    ArticleTopic,
    GuideArticle,
    GuideDisclaimer,
    GuidePage,
    GuideTopic,
    RelatedArticle,
)
from tests.library.factories import locale

TEXT = {"type": "text", "value": "<p>Walking helps you to heal.</p>"}


def benefits(*items, title=""):
    """A benefits block of library benefits and of (title, text) pairs."""
    return {"type": "benefits", "value": {"title": title, "items": [_item(item) for item in items]}}


def _item(item):
    if isinstance(item, dict):
        value = {"title": "", "text": "", "benefit": None} | item
        value["benefit"] = value["benefit"].pk if value["benefit"] else None
    elif isinstance(item, tuple):
        value = {"benefit": None, "title": item[0], "text": item[1]}
    else:
        value = {"benefit": item.pk, "title": "", "text": ""}
    return {"id": str(uuid4()), "type": "item", "value": value}


def article_index(lang="en"):
    index = ArticleIndexPage.objects.filter(locale=locale(lang)).first()
    if index is None:
        source = ArticleIndexPage.objects.get(locale=locale("en"))
        index = source.copy_for_translation(locale(lang))
        index.save_revision().publish()
    return index


def make_article(title="Walking after surgery", body=(TEXT,), *, live=True, lang="en", **fields):
    rows = {name: fields.pop(name, ()) for name in ("topics", "authors", "disclaimers", "related")}
    defaults = {"summary": "Why a short walk helps.", "slug": slugify(title), "live": False}
    page = ArticlePage(title=title, body=json.dumps(list(body)), locale=locale(lang), **(defaults | fields))
    page.topics = [ArticleTopic(topic=topic) for topic in rows["topics"]]
    page.authors = [ArticleAuthor(person=person) for person in rows["authors"]]
    page.disclaimers = [ArticleDisclaimer(disclaimer=each) for each in rows["disclaimers"]]
    page.related = [RelatedArticle(article=each) for each in rows["related"]]
    article_index(lang).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
        page.refresh_from_db()
    return page


def make_guide(
    title="Your first weeks", articles=(), *, live=True, lang="en", topics=(), disclaimers=(), **fields
):
    defaults = {"summary": "What to read, in order.", "slug": slugify(title), "live": False}
    guide = GuidePage(title=title, locale=locale(lang), **(defaults | fields))
    guide.articles = [GuideArticle(article=article) for article in articles]
    guide.topics = [GuideTopic(topic=topic) for topic in topics]
    guide.disclaimers = [GuideDisclaimer(disclaimer=each) for each in disclaimers]
    article_index(lang).add_child(instance=guide)
    revision = guide.save_revision()
    if live:
        revision.publish()
        guide.refresh_from_db()
    return guide
