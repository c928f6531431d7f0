"""Every file of a release: its name, what makes it, and which of them a list is made of.

Lists are cut into leaves. A numbered leaf holds `LEAF` things and keeps its number for good, since numbers
count from the oldest; the front shows what is on no numbered leaf: the newest, up to twice as many.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from frontend.addresses import FOLDERS, Addresses
from frontend.mirror import Key, Mirror, Touched
from frontend.mirror.due import Rank, Target
from frontend.templating import STATIC

LEAF = 48
CHUNK = 500
FEEDS = {"json": "feed_json", "xml": "feed_xml"}
STATES = ("states.json", "_redirects", "nginx-states.conf")
HEADERS = ("_headers", "nginx-headers.conf")
# Pages that exist once in each locale.
FRONTS = {"home": "", "topics": "topics", "search": "search", "articles": "articles", "guides": "guides"}
# Lists of a kind that go on on numbered pages.
PAGED = ("articles", "guides")


def leaves(length: int) -> int:
    """How many numbered leaves a list of this length has, besides its front."""
    return max(0, length // LEAF - 1)


def chunks(length: int) -> int:
    return -(-length // CHUNK)


@dataclass(frozen=True)
class Targets:
    addresses: Addresses

    def path(self, locale: str, path: str) -> Target:
        """Whatever answers at a thing's path: its page, a redirect, a notice, or nothing."""
        return Target(self.addresses.file(locale, path), "path", (locale, path))

    def embeds(self, key: Key) -> Iterator[Target]:
        content_id, locale = key
        yield Target(f"embed/{locale}/{content_id}/index.html", "frame", key)
        yield Target(f"embed/{locale}/{content_id}.json", "data", key)

    def leaf(self, locale: str, folder: str, number: int, *, rank: Rank = Rank.BACK) -> Target:
        """A numbered page of the list below a path: `articles`, or a topic's `topics/recovery`."""
        name = self.addresses.file(locale, f"{folder}/page/{number}")
        return Target(name, "leaf", (locale, folder, number), rank)

    def front(self, locale: str, name: str) -> Target:
        return Target(self.addresses.file(locale, FRONTS[name]), name, (locale,), Rank.FRONT)

    def feeds(self, locale: str) -> Iterator[Target]:
        for suffix, maker in FEEDS.items():
            name = f"{self.addresses.place(locale, 'feed')}.{suffix}"
            yield Target(name, maker, (locale,), Rank.FRONT)

    def chunk(self, locale: str, name: str, number: int) -> Target:
        """A part of the sitemap: so many articles, or topics, of a locale."""
        return Target(f"sitemaps/{locale}-{name}-{number}.xml", "chunk", (locale, name, number), Rank.MAP)

    def maps(self) -> Iterator[Target]:
        yield Target("sitemaps/lists.xml", "map_of_lists", rank=Rank.MAP)
        yield Target("sitemap.xml", "sitemap", rank=Rank.MAP)

    def states(self) -> Iterator[Target]:
        return (Target(name, name, rank=Rank.STATES) for name in STATES)

    def headers(self) -> Iterator[Target]:
        return (Target(name, name, rank=Rank.STATES) for name in HEADERS)

    def once(self) -> Iterator[Target]:
        """Files that depend on nothing that is published, but for the clinic."""
        for path in sorted(STATIC.iterdir()):
            yield Target(f"static/{path.name}", "static", (path.name,))
        for name in ("favicon.svg", "embed.js", "embed.css", "404.html", "robots.txt"):
            yield Target(name, name)

    def for_locale(self, locale: str) -> Iterator[Target]:
        yield from (self.front(locale, name) for name in FRONTS)
        yield from self.feeds(locale)

    def of_topic(self, locale: str, path: str, numbers: Iterable[int]) -> Iterator[Target]:
        yield self.path(locale, path)
        yield from (self.leaf(locale, path, number) for number in numbers)

    def all(self, mirror: Mirror) -> Iterator[Target]:
        """Everything, one by one, in the order of writing."""
        yield from self.once()
        yield from self._all_pages(mirror)
        yield from (*self.states(), *self.headers())
        for locale in mirror.locales():
            yield from self._all_leaves(mirror, locale)
            yield from self.for_locale(locale)
            for name in sorted(FOLDERS.values()):
                for number in range(1, chunks(mirror.lists.length(locale, name)) + 1):
                    yield self.chunk(locale, name, number)
        yield from self.maps()

    def _all_pages(self, mirror: Mirror) -> Iterator[Target]:
        for thing in mirror.things.all():
            yield from (self.path(thing.locale, path) for path, _ in sorted(thing.claims))
            if thing.kind == "article":
                yield from self.embeds(thing.key)

    def _all_leaves(self, mirror: Mirror, locale: str) -> Iterator[Target]:
        folders = [(name, name) for name in PAGED]
        folders += [(topic.path, topic.content_id) for topic in mirror.things.of_kind("topic", locale=locale)]
        for folder, name in folders:
            for number in range(1, leaves(mirror.lists.length(locale, name)) + 1):
                yield self.leaf(locale, folder, number)


def touched_leaves(what: Touched, length: int) -> Iterator[tuple[int, Rank]]:
    """The numbered leaves that may show something else now. Those that the front links to come before it."""
    before, after = leaves(what.before), leaves(length)
    numbers = {position // LEAF + 1 for position in what.positions}
    if what.moved:
        numbers |= set(range(what.first // LEAF + 1, max(before, after) + 1))
    if before != after:
        # The last leaf that stays leads to another page now.
        numbers |= set(range(min(before, after), max(before, after) + 1))
    for number in sorted(numbers):
        if 1 <= number <= max(before, after):
            yield number, Rank.PAGE if number == after else Rank.BACK


def touches_front(what: Touched, length: int) -> bool:
    return what.moved or any(position >= leaves(length) * LEAF for position in what.positions)


def touched_chunks(what: Touched, length: int) -> Iterator[int]:
    numbers = {position // CHUNK + 1 for position in what.positions}
    if what.moved:
        numbers |= set(range(what.first // CHUNK + 1, chunks(max(length, what.before)) + 1))
    return iter(sorted(numbers))


def anew(targets: Iterable[Target]) -> Iterator[Target]:
    """For all of them to wait behind what is published meanwhile."""
    return (replace(target, rank=Rank.ANEW) for target in targets)
