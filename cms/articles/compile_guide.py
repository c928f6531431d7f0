"""A guide in, its document out. Reads only; twice gives the same."""

from django.template.loader import render_to_string

from cms.library.compile import compile_review
from cms.library.given import Document, Given, part_of

from .compile_blocks import Setting
from .compile_page import (
    compile_identity,
    compile_links,
    compile_representations,
    compile_surroundings,
    measure_reading,
)
from .models import ArticlePage, GuidePage

TOLD = ("title", "summary", "url", "reading")
"""What a guide tells of each of its articles, beside where it stands."""


def compile_guide(page: GuidePage, given: Given) -> Document:
    """`guide/1`, less what the ledger stamps."""
    locale = page.locale.language_code
    setting = Setting(given=given, locale=locale)
    chosen = list(dict.fromkeys(row.article for row in page.articles.all()))
    content = {
        **compile_identity(page, given, locale),
        **compile_surroundings(page, setting),
        "html": setting.html(page.introduction),
        "articles": _articles(chosen, given, locale),
        "omitted": _omitted(chosen, given, locale),
        "links": compile_links(page, given, locale),
    }
    content |= compile_representations(render_to_string("blocks/guide.html", content), content)
    content["reading"] = _reading(content)
    content["review"] = compile_review(page, given, content)
    return content


def _articles(chosen: list[ArticlePage], given: Given, locale: str) -> list[Document]:
    """Those that are live in this language, numbered."""
    found = (given.parts.get((article.content_id, locale)) for article in chosen)
    return [
        {
            "number": number,
            "part": part_of(document),
            **{key: document[key] for key in TOLD},
            "links": {"self": document["links"]["self"]},
        }
        for number, document in enumerate(filter(None, found), start=1)
    ]


def _omitted(chosen: list[ArticlePage], given: Given, locale: str) -> list[Document]:
    """Chosen articles that are not live here. Their titles stay unsaid: they may be drafts."""
    return [
        {"content_id": str(article.content_id), "title": ""}
        for article in chosen
        if (article.content_id, locale) not in given.parts
    ]


def _reading(content: Document) -> Document:
    """Of the introduction and of all its articles: what a patient is in for."""
    return measure_reading(
        content["reading"]["words"] + sum(article["reading"]["words"] for article in content["articles"])
    )
