"""The page inside an `<iframe>`: the article alone, with its disclaimers and a way to the whole site."""

from frontend.addresses import Document
from frontend.mirror import Key
from frontend.templating import Page, Renderer
from frontend.words import words_for


def frame_file(key: Key) -> str:
    content_id, locale = key
    return f"embed/{locale}/{content_id}/index.html"


def article_frame(renderer: Renderer, document: Document, *, site: Document) -> str:
    page = Page(locale=document["locale"], title=document["title"], canonical=document["url"], noindex=True)
    return renderer.render("embed/frame.html", page=page, site=site, document=document)


def notice_frame(renderer: Renderer, notice: Document, *, site: Document) -> str:
    page = Page(locale=notice["locale"], title=words_for(notice["locale"])("gone_title"), noindex=True)
    return renderer.render("embed/gone.html", page=page, site=site)
