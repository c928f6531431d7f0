"""An article in, its document out. Reads only; twice gives the same."""

from django.template.loader import render_to_string

from cms.library.compile import compile_review, person_ref
from cms.library.given import Document, Given

from .compile_blocks import Setting, compile_block
from .compile_page import (
    compile_identity,
    compile_links,
    compile_representations,
    compile_surroundings,
    find_documents,
)
from .models import ArticlePage


def compile_article(page: ArticlePage, given: Given) -> Document:
    """`article/1`, less what the ledger stamps."""
    locale = page.locale.language_code
    setting = Setting(given=given, locale=locale)
    blocks = [compile_block(block, place, setting) for place, block in enumerate(page.body)]
    content = {
        **compile_identity(page, given, locale),
        **compile_surroundings(page, setting),
        **_about(page, given, locale),
        "body": [block for block in blocks if block],
        "omitted": _omitted(page, given, locale),
        "links": _links(page, given, locale),
    }
    content |= compile_representations(_render_blocks(content["body"], given), content)
    content["review"] = compile_review(page, given, content)
    return content


def _about(page: ArticlePage, given: Given, locale: str) -> Document:
    comments = given.addresses.of_resource(f"{page.public_path}/comments/", locale)
    return {
        "codes": [
            {"system": row.system, "code": row.code, "display": row.display} for row in page.codes.all()
        ],
        "authors": _authors(page, given, locale),
        "comments": {"open": page.comments_open and page.is_public, "url": comments},
        "related": _related(page, given, locale),
    }


def _render_blocks(body: list[Document], given: Given) -> str:
    return "".join(
        render_to_string(f"blocks/{block['type']}.html", {"block": block, "contact": given.site["contact"]})
        for block in body
    )


def _authors(page: ArticlePage, given: Given, locale: str) -> list[Document]:
    people = find_documents((row.person.content_id for row in page.authors.all()), given, locale)
    return [person_ref(person) for person in people]


def _related(page: ArticlePage, given: Given, locale: str) -> list[Document]:
    articles = find_documents((row.article.content_id for row in page.related.all()), given, locale)
    return [{key: each[key] for key in ("content_id", "locale", "title", "url")} for each in articles]


def _omitted(page: ArticlePage, given: Given, locale: str) -> list[Document]:
    """Chosen benefits that are not live here. A draft's title stays unsaid: only this article's own is."""
    items = [item for block in page.body if block.block_type == "benefits" for item in block.value["items"]]
    return [
        {"content_id": str(item["benefit"].content_id), "title": item["title"] or ""}
        for item in items
        if item["benefit"] and (item["benefit"].content_id, locale) not in given.parts
    ]


def _links(page: ArticlePage, given: Given, locale: str) -> Document:
    """What is not for everybody cannot be embedded."""
    if not page.is_public:
        return compile_links(page, given, locale)
    embed = f"{given.addresses.site}/embed/{locale}/{page.content_id}/"
    return {**compile_links(page, given, locale), "embed": embed}
