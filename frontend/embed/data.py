"""What the custom element fetches: the frame's own content as a tree of nodes, and the style for it."""

import json
from pathlib import Path

from frontend.addresses import Document
from frontend.embed.nodes import nodes_of
from frontend.mirror import Key
from frontend.templating import STATIC, Page, Renderer
from frontend.words import words_for


def data_file(key: Key) -> str:
    content_id, locale = key
    return f"embed/{locale}/{content_id}.json"


def script() -> bytes:
    return (Path(__file__).parent / "embed.js").read_bytes()


def stylesheet() -> str:
    """One sheet for frame and element: the embed's own colours, then the site's style of each block."""
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in ("embed.css", "blocks.css"))


def article_data(renderer: Renderer, document: Document, *, site: Document) -> str:
    page = Page(locale=document["locale"], title=document["title"])
    html = renderer.render("embed/article.html", page=page, site=site, document=document)
    return _data(document, html)


def notice_data(renderer: Renderer, notice: Document, *, site: Document) -> str:
    page = Page(locale=notice["locale"], title=words_for(notice["locale"])("gone_title"))
    return _data(notice, renderer.render("embed/notice.html", page=page, site=site))


def _data(document: Document, html: str) -> str:
    values = {name: document[name] for name in ("content_id", "locale", "edition")}
    values |= {"schema": "embed/1", "state": document.get("state", "published"), "nodes": nodes_of(html)}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
