"""An article in, its document out. Reads only; twice gives the same."""

import math
from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from cms.library.compile import compile_disclaimers, compile_review, compile_translations, person_ref
from cms.library.given import Document, Given
from cms.library.text import plain_text

from .compile_blocks import Setting, compile_block, use_image
from .markdown import to_markdown
from .models import ArticlePage

WORDS_A_MINUTE = 200


def compile_article(page: ArticlePage, given: Given) -> Document:
    """`article/1`, less what the ledger stamps."""
    locale = page.locale.language_code
    setting = Setting(given=given, locale=locale)
    blocks = [compile_block(block, place, setting) for place, block in enumerate(page.body)]
    content = {
        **_identity(page, given, locale),
        **_about(page, setting),
        "body": [block for block in blocks if block],
        "omitted": _omitted(page, given, locale),
        "disclaimers": compile_disclaimers(given.disclaimers, given, locale),
        "attribution": given.site["attribution"],
        "links": _links(page, given, locale),
    }
    content |= _representations(content, given)
    content["review"] = compile_review(page, given, content)
    return content


def _identity(page: ArticlePage, given: Given, locale: str) -> Document:
    return {
        "schema": "article/1",
        "content_id": str(page.content_id),
        "locale": locale,
        "audience": "public",
        "slug": page.slug,
        "former_paths": list(given.former_paths),
        "url": given.addresses.of_page(page.public_path, locale),
        "title": page.title,
        "summary": page.summary,
    }


def _about(page: ArticlePage, setting: Setting) -> Document:
    given, locale = setting.given, setting.locale
    comments = given.addresses.of_resource(f"{page.public_path}/comments/", locale)
    return {
        "image": use_image(page.hero_image, page.hero_alt or getattr(page.hero_image, "alt", ""), setting),
        "topics": _topics(page, given, locale),
        "codes": [
            {"system": row.system, "code": row.code, "display": row.display} for row in page.codes.all()
        ],
        "authors": _authors(page, given, locale),
        "comments": {"open": page.comments_open, "url": comments},
        "related": _related(page, given, locale),
        "translations": compile_translations(page.content_id, given, locale),
    }


def _representations(content: Document, given: Given) -> Document:
    """The article rendered once, for whoever shows it as it is."""
    blocks = _render_blocks(content["body"], given)
    html = blocks + render_to_string("blocks/end.html", content)
    return {
        "body_html": html,
        "body_markdown": to_markdown(html),
        "reading": _reading(plain_text(blocks)),
    }


def _render_blocks(body: list[Document], given: Given) -> str:
    return "".join(
        render_to_string(f"blocks/{block['type']}.html", {"block": block, "contact": given.site["contact"]})
        for block in body
    )


def _found(content_ids: Iterable[Any], given: Given, locale: str) -> list[Document]:
    found = (given.find(content_id, locale) for content_id in content_ids)
    return [document for document in found if document]


def _topics(page: ArticlePage, given: Given, locale: str) -> list[Document]:
    topics = _found((row.topic.content_id for row in page.topics.all()), given, locale)
    return [{key: topic[key] for key in ("content_id", "slug", "name")} for topic in topics]


def _authors(page: ArticlePage, given: Given, locale: str) -> list[Document]:
    return [
        person_ref(each) for each in _found((r.person.content_id for r in page.authors.all()), given, locale)
    ]


def _related(page: ArticlePage, given: Given, locale: str) -> list[Document]:
    articles = _found((row.article.content_id for row in page.related.all()), given, locale)
    return [{key: each[key] for key in ("content_id", "locale", "title", "url")} for each in articles]


def _omitted(page: ArticlePage, given: Given, locale: str) -> list[Document]:
    """Chosen benefits that are not live here. A draft's title stays unsaid: only this article's own is."""
    items = [item for block in page.body if block.block_type == "benefits" for item in block.value["items"]]
    return [
        {"content_id": str(item["benefit"].content_id), "title": item["title"] or ""}
        for item in items
        if item["benefit"] and (item["benefit"].content_id, locale) not in given.parts
    ]


def _reading(words: str) -> Document:
    count = len(words.split())
    return {"words": count, "minutes": max(1, math.ceil(count / WORDS_A_MINUTE))}


def _links(page: ArticlePage, given: Given, locale: str) -> Document:
    addresses = given.addresses
    return {
        "self": addresses.of_resource(f"{page.public_path}/", locale),
        "html": addresses.of_resource(f"{page.public_path}.html", locale),
        "markdown": addresses.of_resource(f"{page.public_path}.md", locale),
        "embed": f"{addresses.site}/embed/{locale}/{page.content_id}/",
        "editions": addresses.of_resource(f"{page.public_path}/editions/", locale),
    }
