"""oEmbed 1.0: from an address of the site to what another site may paste."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.html import format_html, format_html_join

from cms.editions.canonical import Document

from .reads import Found
from .things import ARTICLES, find_thing

WIDTH, HEIGHT = 640, 720
# Below this an article cannot be read.
SMALLEST = 120
CACHE_AGE = 3600
_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"


def find_by_url(url: str) -> Found | None:
    """The article of a page of the site, under its present or a former slug, or of an embed's frame page."""
    site = urlsplit(settings.SITE_URL)
    try:
        asked = urlsplit(url)
    except ValueError:
        return None
    base = f"{site.path}/"
    if (asked.scheme, asked.netloc) != (site.scheme, site.netloc) or not asked.path.startswith(base):
        return None
    match unquote(asked.path.removeprefix(base)).strip("/").split("/"):
        case ["embed", locale, name] | [locale, "articles", name] if locale in _locales():
            return find_thing(ARTICLES, name, locale)
        case ["articles", name]:
            return find_thing(ARTICLES, name, settings.LANGUAGE_CODE)
        case _:
            return None


def describe_embed(document: Document, *, width: int, height: int) -> dict[str, Any]:
    """The oEmbed answer: a quotation that stands by itself, disclaimers included, and a frame."""
    return {
        "version": "1.0",
        "type": "rich",
        "title": document["title"],
        "url": document["url"],
        "provider_name": document["attribution"]["name"],
        "provider_url": settings.SITE_URL,
        "html": _quotation(document) + _frame(document, width, height),
        "width": width,
        "height": height,
        **_thumbnail(document, width, height),
    }


def _quotation(document: Document) -> str:
    """WordPress keeps a blockquote before an iframe, in that order, and shows it until the frame is there."""
    lines = ((item["lang"], item["text"]) for item in document["disclaimers"])
    return format_html(
        '<blockquote class="aftercare" lang="{}"><p><a href="{}">{}</a></p>{}'
        '<p><a href="{}">{}</a>. {}</p></blockquote>',
        document["locale"],
        document["url"],
        document["title"],
        format_html_join("", '<p lang="{}">{}</p>', lines),
        *(document["attribution"][member] for member in ("url", "name", "text")),
    )


def _frame(document: Document, width: int, height: int) -> str:
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" sandbox="{}" loading="lazy" '
        'referrerpolicy="no-referrer"></iframe>',
        document["links"]["embed"],
        document["title"],
        width,
        height,
        _SANDBOX,
    )


def _thumbnail(document: Document, width: int, height: int) -> dict[str, Any]:
    """The largest JPEG that keeps the limits, if the article has an image and one does."""
    sources = document["image"]["sources"] if document["image"] else []
    fitting = [
        source
        for source in sources
        if source["type"] == "image/jpeg" and source["width"] <= width and source["height"] <= height
    ]
    if not fitting:
        return {}
    chosen = max(fitting, key=lambda source: int(source["width"]))
    return {f"thumbnail_{key}": chosen[key] for key in ("url", "width", "height")}


def _locales() -> set[str]:
    return {code for code, _ in settings.LANGUAGES}
