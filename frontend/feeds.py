"""The newest articles whole, with their disclaimers and attribution: as JSON Feed 1.1 and as Atom."""

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from frontend.addresses import Addresses, Document, key_of
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
    site, addresses = maker.site(locale), maker.addresses
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site["name"],
        "description": site["tagline"],
        "home_page_url": addresses.url(locale),
        "feed_url": feed_url(addresses, locale, "json"),
        "language": locale,
        "items": [_item(addresses, article) for article in _newest(maker, locale)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def feed_xml(maker: "Maker", locale: str) -> str | None:
    if locale not in maker.locales:
        return None
    site, addresses, articles = maker.site(locale), maker.addresses, _newest(maker, locale)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {LANG: locale})
    _add(feed, "id", addresses.url(locale))
    _add(feed, "title", site["name"])
    _add(feed, "updated", max([site["updated_at"], *(article["updated_at"] for article in articles)]))
    _add(feed, "link", rel="self", type="application/atom+xml", href=feed_url(addresses, locale, "xml"))
    _add(feed, "link", rel="alternate", type="text/html", href=addresses.url(locale))
    _add(_add(feed, "author"), "name", site["name"])
    for article in articles:
        _add_entry(feed, article, addresses.embed_url(key_of(article)))
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True)


def feed_url(addresses: Addresses, locale: str, suffix: str) -> str:
    return f"{addresses.site_url}/{addresses.place(locale, 'feed')}.{suffix}"


def _newest(maker: "Maker", locale: str) -> list[Document]:
    length = maker.mirror.lists.length(locale, "articles")
    newest = maker.mirror.things.listed(locale, "articles", max(0, length - NEWEST), length)
    return [maker.mirror.things.document(thing.key) for thing in newest]


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


def _add_entry(feed: ElementTree.Element, article: Document, identity: str) -> None:
    entry = _add(feed, "entry")
    entry.set(LANG, article["locale"])
    _add(entry, "id", identity)
    _add(entry, "title", article["title"])
    _add(entry, "published", article["published_at"])
    _add(entry, "updated", article["updated_at"])
    _add(entry, "link", rel="alternate", type="text/html", href=article["url"])
    for author in article["authors"]:
        _add(_add(entry, "author"), "name", author["name"])
    for topic in article["topics"]:
        _add(entry, "category", term=topic["slug"], label=topic["name"])
    _add(entry, "summary", article["summary"])
    disclaimers = (item["text"] for item in article["disclaimers"])
    _add(entry, "rights", " ".join([article["attribution"]["text"], *disclaimers]))
    _add(entry, "content", article["body_html"], type="html")


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    clean = {name: _NOT_IN_XML.sub("", value) for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", clean)
    element.text = _NOT_IN_XML.sub("", text) or None
    return element
