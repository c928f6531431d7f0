"""The newest articles whole, with their disclaimers and attribution: as JSON Feed 1.1 and as Atom.

What was taken back since the oldest of them was published stands there too, as its notice: who reads feeds
keeps what once came, and puts in its place what comes later with the same id.
"""

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from frontend.addresses import Addresses, Document, key_of
from frontend.pages import notice_title
from frontend.pictures import picture

if TYPE_CHECKING:
    from frontend.files import Maker

NEWEST = 30
ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ElementTree.register_namespace("", ATOM)
# XML has no way to write these, not even escaped.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def feed_json(maker: "Maker", locale: str) -> str | None:
    if locale not in maker.locales:
        return None
    site, addresses, articles = maker.site(locale), maker.addresses, _newest(maker, locale)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site["name"],
        "description": site["tagline"],
        "home_page_url": addresses.url(locale),
        "feed_url": feed_url(addresses, locale, "json"),
        "language": locale,
        "items": [_item(addresses, article) for article in articles]
        + [_notice_item(maker, notice) for notice in _taken_back(maker, locale, articles)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def feed_xml(maker: "Maker", locale: str) -> str | None:
    if locale not in maker.locales:
        return None
    site, addresses, articles = maker.site(locale), maker.addresses, _newest(maker, locale)
    notices = _taken_back(maker, locale, articles)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {LANG: locale})
    _add(feed, "id", addresses.url(locale))
    _add(feed, "title", site["name"])
    _add(feed, "updated", max(each["updated_at"] for each in (site, *articles, *notices)))
    _add(feed, "link", rel="self", type="application/atom+xml", href=feed_url(addresses, locale, "xml"))
    _add(feed, "link", rel="alternate", type="text/html", href=addresses.url(locale))
    _add(_add(feed, "author"), "name", site["name"])
    for article in articles:
        _add_entry(feed, _item(addresses, article), article)
    for notice in notices:
        _add_entry(feed, _notice_item(maker, notice))
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True)


def feed_url(addresses: Addresses, locale: str, suffix: str) -> str:
    return f"{addresses.site_url}/{addresses.place(locale, 'feed')}.{suffix}"


def _newest(maker: "Maker", locale: str) -> list[Document]:
    length = maker.mirror.lists.length(locale, "articles")
    newest = maker.mirror.things.listed(locale, "articles", max(0, length - NEWEST), length)
    return [maker.mirror.things.document(thing.key) for thing in newest]


def _taken_back(maker: "Maker", locale: str, articles: Iterable[Document]) -> list[Document]:
    since = min((article["published_at"] for article in articles), default="")
    taken_back = maker.mirror.things.taken_back("article", locale=locale, since=since, limit=NEWEST)
    return [maker.mirror.things.document(thing.key) for thing in taken_back]


def _notice_item(maker: "Maker", notice: Document) -> dict[str, Any]:
    called = f": {notice['title']}" if notice["title"] else ""
    return {
        "id": maker.addresses.embed_url(key_of(notice)),
        "url": maker.addresses.url(notice["locale"], notice["former_paths"][-1]),
        "title": notice_title(notice) + called,
        "content_html": maker.embedded(key_of(notice)),
        "date_published": notice["published_at"],
        "date_modified": notice["updated_at"],
        "language": notice["locale"],
        "_aftercare": {name: notice[name] for name in ("state", "reason", "severity")},
    }


def _item(addresses: Addresses, article: Document) -> dict[str, Any]:
    item = {
        "id": addresses.embed_url(key_of(article)),
        "url": article["url"],
        "title": article["title"],
        "summary": article["summary"],
        "content_html": article["body_html"],
        "date_published": article["published_at"],
        "date_modified": article["updated_at"],
        "language": article["locale"],
        "authors": [{"name": author["name"]} for author in article["authors"]],
        "tags": [topic["name"] for topic in article["topics"]],
        "_aftercare": {name: article[name] for name in ("disclaimers", "attribution", "review")},
    }
    return item | ({"image": picture(article["image"], "social")["plain"]["url"]} if article["image"] else {})


def _add_entry(feed: ElementTree.Element, item: dict[str, Any], article: Document | None = None) -> None:
    entry = _add(feed, "entry")
    entry.set(LANG, item["language"])
    _add(entry, "id", item["id"])
    _add(entry, "title", item["title"])
    _add(entry, "published", item["date_published"])
    _add(entry, "updated", item["date_modified"])
    _add(entry, "link", rel="alternate", type="text/html", href=item["url"])
    if article:
        _describe(entry, article)
    _add(entry, "content", item["content_html"], type="html")


def _describe(entry: ElementTree.Element, article: Document) -> None:
    for author in article["authors"]:
        _add(_add(entry, "author"), "name", author["name"])
    for topic in article["topics"]:
        _add(entry, "category", term=topic["slug"], label=topic["name"])
    _add(entry, "summary", article["summary"])
    disclaimers = (item["text"] for item in article["disclaimers"])
    _add(entry, "rights", " ".join([article["attribution"]["text"], *disclaimers]))


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    clean = {name: _NOT_IN_XML.sub("", value) for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", clean)
    element.text = _NOT_IN_XML.sub("", text) or None
    return element
