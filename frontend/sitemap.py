"""What search engines are told: every page once, with its other languages.

`sitemap.xml` names the parts. Each holds so many articles or topics of a locale, the oldest first, so that
publishing rewrites one of them, and none comes near the protocol's limit of 50,000 addresses.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from markupsafe import escape

from frontend.addresses import FOLDERS, Addresses
from frontend.pages import alternates_of
from frontend.targets import CHUNK, chunks

if TYPE_CHECKING:
    from frontend.files import Maker

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
Alternates = tuple[tuple[str, str], ...]


def index(maker: "Maker") -> str:
    names = ["lists.xml"]
    for locale in maker.locales:
        for name in sorted(FOLDERS.values()):
            count = chunks(maker.mirror.lists.length(locale, name))
            names += [f"{locale}-{name}-{number}.xml" for number in range(1, count + 1)]
    base = escape(f"{maker.addresses.site_url}/sitemaps/")
    parts = "".join(f"<sitemap><loc>{base}{name}</loc></sitemap>\n" for name in names)
    return f'{HEAD}<sitemapindex xmlns="{SITEMAP}">\n{parts}</sitemapindex>\n'


def map_of_lists(maker: "Maker") -> str:
    """The pages that exist once in each locale."""
    urls = []
    for path in ("", *sorted(FOLDERS.values())):
        pages = tuple((locale, maker.addresses.url(locale, path)) for locale in maker.locales)
        urls += [_url(page, pages if len(pages) > 1 else ()) for _, page in pages]
    return _urlset(urls)


def chunk(maker: "Maker", locale: str, name: str, number: int) -> str | None:
    things = reversed(maker.mirror.things.listed(locale, name, (number - 1) * CHUNK, number * CHUNK))
    urls = [_url(each.url, alternates_of(maker.renderer, each.card), each.updated_at) for each in things]
    return _urlset(urls) if urls else None


def robots(addresses: Addresses) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.site_url}/sitemap.xml\n"


def _urlset(urls: Iterable[str]) -> str:
    return f'{HEAD}<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">\n{"".join(urls)}</urlset>\n'


def _url(address: str, alternates: Alternates, lastmod: str = "") -> str:
    links = (
        f'<xhtml:link rel="alternate" hreflang={quoteattr(locale)} href={quoteattr(other)}/>'
        for locale, other in alternates
    )
    when = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>{escape(address)}</loc>{when}{''.join(links)}</url>\n"
