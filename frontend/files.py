"""Every file of a release: where it lies, whose words it holds, and how it is made.

`build` writes all of them; `follow` writes those of things that changed, and the lists. Both go by this
one list, which is why they end equal. The order is that of writing: pages before the lists that link to them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from frontend import embed, feeds, headers, sitemap, states
from frontend.addresses import Document, path_of
from frontend.contents import Contents, key_of
from frontend.mirror import Key, Mirror
from frontend.pages import article_page, list_page, message_page, topic_page
from frontend.templating import STATIC, Renderer

LIST_PAGES = ("home", "topics", "search")


@dataclass(frozen=True)
class File:
    """`thing` is the one thing this file shows, besides the clinic; without one, the file is a list."""

    name: str
    content: Callable[[], str | bytes]
    thing: Key | None = None


@dataclass(frozen=True)
class Maker:
    """What making a file takes: what is published, the documents themselves, and the templates."""

    contents: Contents
    mirror: Mirror
    renderer: Renderer

    def files(self) -> dict[str, File]:
        """By name. A page stands before a redirect from the same path, and a redirect before a notice."""
        in_order = [*self._static(), *self._notices(), *self._redirects(), *self._pages(), *self._lists()]
        return {file.name: file for file in in_order}

    def _static(self) -> Iterator[File]:
        for path in sorted(STATIC.iterdir()):
            yield File(f"static/{path.name}", path.read_bytes)
        yield File("favicon.svg", (STATIC / "favicon.svg").read_bytes)
        yield File("embed.js", embed.script)
        yield File("embed.css", embed.stylesheet)

    def _notices(self) -> Iterator[File]:
        for notice in self.contents.gone:
            locale, key = notice["locale"], key_of(notice)
            site = self._site(notice)
            site |= {"contact": notice["contact"] or site["contact"]}
            page = partial(message_page, self.renderer, "gone", locale=locale, site=site)
            for path in notice["former_paths"]:
                yield File(self._file(locale, path), page, key)
            if notice["kind"] == "article":
                yield File(
                    embed.frame_file(key), partial(embed.notice_frame, self.renderer, notice, site=site), key
                )
                yield File(
                    embed.data_file(key), partial(embed.notice_data, self.renderer, notice, site=site), key
                )

    def _redirects(self) -> Iterator[File]:
        for document in self.contents.with_pages():
            locale = document["locale"]
            target = self.renderer.addresses.url(locale, path_of(document))
            site = self.contents.site(locale)
            page = partial(message_page, self.renderer, "moved", locale=locale, site=site, target=target)
            for path in document["former_paths"]:
                yield File(self._file(locale, path), page, key_of(document))

    def _pages(self) -> Iterator[File]:
        for listing in self.contents.with_pages():
            key, name = key_of(listing), self._file(listing["locale"], path_of(listing))
            if listing["schema"].startswith("topic/"):
                yield File(name, partial(self._topic, listing))
            else:
                yield File(name, partial(self._article, key), key)
                yield File(embed.frame_file(key), partial(self._frame, key), key)
                yield File(embed.data_file(key), partial(self._data, key), key)

    def _lists(self) -> Iterator[File]:
        contents, renderer = self.contents, self.renderer
        for locale in contents.locales:
            for name in LIST_PAGES:
                file = self._file(locale, "" if name == "home" else name)
                yield File(file, partial(list_page, renderer, name, contents=contents, locale=locale))
        for locale in contents.locales:
            feed = feeds.Feed(renderer.addresses, contents, self.mirror, locale)
            yield File(feeds.feed_file(renderer.addresses, locale, "json"), feed.json)
            yield File(feeds.feed_file(renderer.addresses, locale, "xml"), feed.atom)
        home = contents.default_locale
        site = contents.site(home)
        yield File("404.html", partial(message_page, renderer, "not_found", locale=home, site=site))
        yield File("sitemap.xml", partial(sitemap.sitemap, renderer, contents))
        yield File("robots.txt", partial(sitemap.robots, renderer.addresses))
        yield from self._for_hosts()

    def _for_hosts(self) -> Iterator[File]:
        """What the web server before the files has to know: true statuses, and headers."""
        found = states.States.of(self.contents, self.renderer.addresses)
        rules = headers.rules(self.renderer.addresses, self.contents)
        yield File("states.json", found.json)
        yield File("_redirects", found.redirects_file)
        yield File("nginx-states.conf", found.nginx_map)
        yield File("_headers", partial(headers.headers_file, rules))
        yield File("nginx-headers.conf", partial(headers.nginx_map, rules))

    def _article(self, key: Key) -> str:
        document = self.mirror.document(key)
        return article_page(self.renderer, document, site=self._site(document))

    def _topic(self, listing: Document) -> str:
        articles = self.contents.articles_in(listing)
        return topic_page(self.renderer, listing, site=self._site(listing), articles=articles)

    def _frame(self, key: Key) -> str:
        document = self.mirror.document(key)
        return embed.article_frame(self.renderer, document, site=self._site(document))

    def _data(self, key: Key) -> str:
        document = self.mirror.document(key)
        return embed.article_data(self.renderer, document, site=self._site(document))

    def _site(self, document: Document) -> Document:
        return self.contents.site(document["locale"])

    def _file(self, locale: str, path: str) -> str:
        return self.renderer.addresses.file(locale, path)
