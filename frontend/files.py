"""What is in each file: makers by name, pure functions of the mirror. None is what is not there any more."""

from collections.abc import Callable
from functools import lru_cache

from frontend import embed, feeds, headers, lists, sitemap, states
from frontend.addresses import Addresses, Document
from frontend.mirror import Key, Mirror, Role, Thing
from frontend.mirror.due import Target
from frontend.pages import article_page, gone_page, guide_page, moved_page, not_found_page
from frontend.templating import STATIC, Renderer

Content = str | bytes | None


class Maker:
    """Good for as long as the mirror does not change: it remembers what it read last."""

    def __init__(self, mirror: Mirror, renderer: Renderer) -> None:
        self.mirror = mirror
        self.renderer = renderer
        # A page, its frame and its data are made one after the other.
        self.document = lru_cache(maxsize=2)(mirror.things.document)
        self.site = lru_cache(maxsize=None)(mirror.site)
        self.locales = tuple(mirror.locales())
        self._embedded = lru_cache(maxsize=2)(self._embed)

    @property
    def addresses(self) -> Addresses:
        return self.renderer.addresses

    def make(self, target: Target) -> bytes | None:
        content = MAKERS[target.maker](self, *target.arguments)
        return content.encode() if isinstance(content, str) else content

    def path(self, locale: str, path: str) -> Content:
        held = self.mirror.claims.holder(locale, path)
        thing = held and self.mirror.things.find((held[0], locale))
        if not held or not thing:
            return None
        if held[1] is Role.PAGE:
            return self._page(thing)
        if held[1] is Role.REDIRECT:
            return self._moved(thing)
        notice = self.document(thing.key)
        return gone_page(self.renderer, notice, site=self.site_of(notice))

    def frame(self, content_id: str, locale: str) -> Content:
        document, html = self._embedded((content_id, locale))
        return embed.frame(self.renderer, document, html, site=self.site_of(document))

    def data(self, content_id: str, locale: str) -> Content:
        document, html = self._embedded((content_id, locale))
        return embed.data(document, html)

    def embedded(self, key: Key) -> str:
        """A thing as it is shown on other people's pages."""
        return self._embedded(key)[1]

    def site_of(self, document: Document) -> Document:
        """The clinic, with the contact that a notice names."""
        site = self.site(document["locale"])
        return site | {"contact": document.get("contact") or site["contact"]}

    def not_found(self) -> Content:
        locale = self.locales[0]
        return not_found_page(self.renderer, locale=locale, site=self.site(locale))

    def _page(self, thing: Thing) -> str:
        if thing.kind == "topic":
            return lists.topic_front(self, thing)
        document, site = self.document(thing.key), self.site(thing.locale)
        if thing.kind == "guide":
            return guide_page(self.renderer, document, site=site)
        return article_page(self.renderer, document, site=site, guides=lists.guides_to(self, thing))

    def _moved(self, thing: Thing) -> str:
        target = self.addresses.url(thing.locale, thing.path) if thing.is_live else thing.url
        return moved_page(self.renderer, locale=thing.locale, site=self.site(thing.locale), target=target)

    def _embed(self, key: Key) -> tuple[Document, str]:
        document = self.document(key)
        return document, embed.embedded(self.renderer, document, site=self.site_of(document))


MAKERS: dict[str, Callable[..., Content]] = {
    "path": Maker.path,
    "frame": Maker.frame,
    "data": Maker.data,
    "leaf": lists.leaf,
    "home": lists.home,
    "topics": lists.topics,
    "articles": lists.articles,
    "guides": lists.guides,
    "search": lists.search,
    "feed_json": feeds.feed_json,
    "feed_xml": feeds.feed_xml,
    "chunk": sitemap.chunk,
    "map_of_lists": sitemap.map_of_lists,
    "sitemap": sitemap.index,
    "states.json": states.as_json,
    "_redirects": states.as_redirects,
    "nginx-states.conf": states.as_nginx_map,
    "_headers": headers.as_headers_file,
    "nginx-headers.conf": headers.as_nginx_map,
    "static": lambda _, name: (STATIC / name).read_bytes(),
    "favicon.svg": lambda _: (STATIC / "favicon.svg").read_bytes(),
    "embed.js": lambda _: embed.script(),
    "embed.css": lambda _: embed.stylesheet(),
    "404.html": Maker.not_found,
    "robots.txt": lambda maker: sitemap.robots(maker.addresses),
}
