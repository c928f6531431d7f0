"""Each page of the site, from documents to HTML: pure, so that an editor's preview is the same page."""

from collections.abc import Sequence

from frontend.addresses import Document
from frontend.contents import Contents, disclaimers_of
from frontend.structured import json_ld
from frontend.templating import Page, Renderer
from frontend.words import words_for

MIN_HEADINGS = 3


def article_page(
    renderer: Renderer, document: Document, *, site: Document, problems: Sequence[str] = ()
) -> str:
    page = Page(
        locale=document["locale"],
        title=document["title"],
        description=document["summary"],
        canonical=document["url"],
        languages=_languages(renderer, document),
        alternates=alternates_of(renderer, document),
        problems=tuple(problems),
    )
    return renderer.render(
        "site/article.html",
        page=page,
        site=site,
        document=document,
        headings=headings_of(document),
        comments_html="/comments.html".join(document["comments"]["url"].rsplit("/comments/", 1)),
        json_ld=json_ld(document, site),
    )


def topic_page(
    renderer: Renderer,
    topic: Document,
    *,
    site: Document,
    articles: Sequence[Document],
    problems: Sequence[str] = (),
) -> str:
    page = Page(
        locale=topic["locale"],
        title=topic["name"],
        description=topic["description"],
        canonical=topic["url"],
        languages=_languages(renderer, topic),
        alternates=alternates_of(renderer, topic),
        problems=tuple(problems),
    )
    values = {"topic": topic, "articles": articles, "disclaimers": disclaimers_of(articles)}
    return renderer.render("site/topic.html", page=page, site=site, **values)


def list_page(renderer: Renderer, name: str, *, contents: Contents, locale: str) -> str:
    """The home page, the overview of topics, the search page: those that exist once in each locale."""
    site, articles, topics = contents.site(locale), contents.articles(locale), contents.topics(locale)
    path = "" if name == "home" else name
    page = Page(
        locale=locale,
        title=site["name"] if name == "home" else words_for(locale)(name),
        description=site["tagline"],
        canonical=renderer.addresses.url(locale, path),
        languages=tuple(
            (other, renderer.addresses.href(other, path)) for other in contents.locales if other != locale
        ),
        alternates=tuple((other, renderer.addresses.url(other, path)) for other in contents.locales),
        noindex=name == "search",
    )
    return renderer.render(
        f"site/{name}.html",
        page=page,
        site=site,
        articles=articles,
        disclaimers=disclaimers_of(articles),
        topics=[(topic, contents.articles_in(topic)) for topic in topics],
    )


def message_page(renderer: Renderer, name: str, *, locale: str, site: Document, target: str = "") -> str:
    """A page that says why what was asked for is not here: `not_found`, `gone` or `moved` (to `target`)."""
    title = words_for(locale)(
        "moved_title" if name == "moved" else "gone_title" if name == "gone" else "not_found"
    )
    page = Page(locale=locale, title=title, noindex=True, canonical=target)
    return renderer.render(f"site/{name}.html", page=page, site=site)


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


def _languages(renderer: Renderer, document: Document) -> tuple[tuple[str, str], ...]:
    return tuple(
        (other["locale"], renderer.addresses.local(other["url"])) for other in document["translations"]
    )
