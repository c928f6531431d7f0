"""Each page of one thing, from documents to HTML: pure, so that an editor's preview is the same page."""

from collections.abc import Sequence

from frontend.addresses import Document
from frontend.structured import json_ld
from frontend.templating import Page, Renderer
from frontend.words import words_for

MIN_HEADINGS = 3


def article_page(
    renderer: Renderer,
    document: Document,
    *,
    site: Document,
    guides: Sequence[Document] = (),
    problems: Sequence[str] = (),
) -> str:
    """`guides` are those that lead through this article, in short form."""
    page = _page_of(renderer, document, problems)
    return renderer.render(
        "site/article.html",
        page=page,
        site=site,
        document=document,
        headings=headings_of(document),
        places=[place_in(guide, document) for guide in guides],
        comments_html="/comments.html".join(document["comments"]["url"].rsplit("/comments/", 1)),
        json_ld=json_ld(document, site),
    )


def guide_page(
    renderer: Renderer, document: Document, *, site: Document, problems: Sequence[str] = ()
) -> str:
    page = _page_of(renderer, document, problems)
    structured = json_ld(document, site)
    return renderer.render("site/guide.html", page=page, site=site, document=document, json_ld=structured)


def topic_page(
    renderer: Renderer,
    topic: Document,
    *,
    site: Document,
    articles: Sequence[Document] = (),
    guides: Sequence[Document] = (),
    disclaimers: Sequence[Document] = (),
    older: str = "",
    problems: Sequence[str] = (),
) -> str:
    page = _page_of(renderer, topic, problems, older=older)
    values = {"topic": topic, "articles": articles, "guides": guides, "disclaimers": disclaimers}
    return renderer.render("site/topic.html", page=page, site=site, **values)


def gone_page(renderer: Renderer, notice: Document, *, site: Document) -> str:
    """What stands at all paths of a thing that is gone or withdrawn."""
    page = Page(locale=notice["locale"], title=notice_title(notice), noindex=True)
    return renderer.render("site/gone.html", page=page, site=site, notice=notice)


def moved_page(renderer: Renderer, *, locale: str, site: Document, target: str) -> str:
    page = Page(locale=locale, title=words_for(locale)("moved_title"), noindex=True, canonical=target)
    return renderer.render("site/moved.html", page=page, site=site)


def not_found_page(renderer: Renderer, *, locale: str, site: Document) -> str:
    page = Page(locale=locale, title=words_for(locale)("not_found"), noindex=True)
    return renderer.render("site/not_found.html", page=page, site=site)


def notice_title(notice: Document) -> str:
    return words_for(notice["locale"])("recalled_title" if notice["severity"] else f"{notice['state']}_title")


def place_in(guide: Document, article: Document) -> Document:
    """Where an article stands in a guide: its number, and what is before and after it, if anything is."""
    articles = guide["articles"]
    index = next(
        place for place, each in enumerate(articles) if each["part"]["content_id"] == article["content_id"]
    )
    return {
        "guide": guide,
        "number": index + 1,
        "before": articles[index - 1] if index else None,
        "after": articles[index + 1] if index + 1 < len(articles) else None,
    }


def headings_of(document: Document) -> list[tuple[str, str]]:
    """The titled blocks that a reader can jump to; a few of them need no list."""
    titled = [(f"b-{block['id']}", block["title"]) for block in document["body"] if block.get("title")]
    found = [(anchor, title) for anchor, title in titled if f'id="{anchor}"' in document["body_html"]]
    return found if len(found) >= MIN_HEADINGS else []


def alternates_of(renderer: Renderer, document: Document) -> tuple[tuple[str, str], ...]:
    """This page and its translations, by language, and which one a reader of no listed language gets."""
    pages = {document["locale"]: document["url"]}
    pages |= {other["locale"]: other["url"] for other in document["translations"]}
    if len(pages) == 1:
        return ()
    default = pages.get(renderer.addresses.default_locale)
    return (*sorted(pages.items()), *([("x-default", default)] if default else []))


def _page_of(renderer: Renderer, document: Document, problems: Sequence[str], *, older: str = "") -> Page:
    """A topic has a name and a description where the others have a title and a summary."""
    title, about = ("name", "description") if "name" in document else ("title", "summary")
    return Page(
        locale=document["locale"],
        title=document[title],
        description=document[about],
        canonical=document["url"],
        languages=_languages(renderer, document),
        alternates=alternates_of(renderer, document),
        problems=tuple(problems),
        older=older,
    )


def _languages(renderer: Renderer, document: Document) -> tuple[tuple[str, str], ...]:
    return tuple(
        (other["locale"], renderer.addresses.local(other["url"])) for other in document["translations"]
    )
