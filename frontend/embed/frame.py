"""An article alone, with its disclaimers and a way to the site: as a fragment, and as a frame's page."""

from markupsafe import Markup

from frontend.addresses import Document
from frontend.pages import notice_title
from frontend.templating import Page, Renderer


def embedded(renderer: Renderer, document: Document, *, site: Document) -> str:
    """What frame and element show: the article, or the notice of one that is not published any more."""
    name = "notice" if "state" in document else "article"
    return renderer.render(f"embed/{name}.html", page=_page(document), site=site, document=document)


def frame(renderer: Renderer, document: Document, html: str, *, site: Document) -> str:
    content = Markup(html)  # noqa: S704 - it was rendered by `embedded`, with all escaped.
    return renderer.render("embed/frame.html", page=_page(document), site=site, content=content)


def _page(document: Document) -> Page:
    locale = document["locale"]
    if "state" in document:
        return Page(locale=locale, title=notice_title(document), noindex=True)
    return Page(locale=locale, title=document["title"], canonical=document["url"], noindex=True)
