"""What search engines are told: every page once, with its other languages."""

from xml.etree import ElementTree

from frontend.addresses import Addresses, Document
from frontend.contents import Contents
from frontend.pages import alternates_of
from frontend.templating import Renderer

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
ElementTree.register_namespace("xhtml", XHTML)


def sitemap(renderer: Renderer, contents: Contents) -> str:
    root = ElementTree.Element("urlset", {"xmlns": SITEMAP})
    homes = tuple((locale, renderer.addresses.url(locale)) for locale in contents.locales)
    for _, home in homes:
        _add(root, home, homes if len(homes) > 1 else ())
    for document in sorted(contents.with_pages(), key=_url):
        url = _add(root, document["url"], alternates_of(renderer, document))
        ElementTree.SubElement(url, "lastmod").text = document["updated_at"]
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def robots(addresses: Addresses) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.site_url}/sitemap.xml\n"


def _add(
    root: ElementTree.Element, address: str, alternates: tuple[tuple[str, str], ...]
) -> ElementTree.Element:
    url = ElementTree.SubElement(root, "url")
    ElementTree.SubElement(url, "loc").text = address
    for locale, other in alternates:
        ElementTree.SubElement(
            url, f"{{{XHTML}}}link", {"rel": "alternate", "hreflang": locale, "href": other}
        )
    return url


def _url(document: Document) -> str:
    return str(document["url"])
