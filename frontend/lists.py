"""The pages that list others: home, all articles, all guides, a topic, the topics, and the numbered ones."""

from typing import TYPE_CHECKING, Any

from frontend.addresses import Document
from frontend.mirror import Thing, guides_with
from frontend.pages import topic_page
from frontend.targets import FRONTS, LEAF, leaves
from frontend.templating import Page
from frontend.words import words_for

if TYPE_CHECKING:
    from frontend.files import Maker

NEWEST = 24
OF_A_TOPIC = 5
GUIDES = 6
_TITLES = {"home": "", "articles": "all_articles", "guides": "all_guides"}


def home(maker: "Maker", locale: str) -> str | None:
    length = maker.mirror.lists.length(locale, "articles")
    newest = _slice(maker, locale, "articles", max(0, length - NEWEST), length)
    guides = _newest_guides(maker, locale)
    return _front(
        maker,
        "home",
        locale,
        articles=newest,
        guides=guides,
        more_guides=maker.mirror.lists.length(locale, "guides") > len(guides),
        topics=_counted_topics(maker, locale),
        count=length,
        disclaimers=_disclaimers(maker, locale, [*newest, *guides]),
    )


def articles(maker: "Maker", locale: str) -> str | None:
    shown, older = _newest_and_older(maker, locale, "articles", "articles")
    return _front(maker, "articles", locale, articles=shown, older=older)


def guides(maker: "Maker", locale: str) -> str | None:
    shown, older = _newest_and_older(maker, locale, "guides", "guides")
    return _front(maker, "guides", locale, articles=shown, older=older)


def guides_to(maker: "Maker", thing: Thing) -> list[Document]:
    """The guides to which a topic or an article belongs, the newest first."""
    name = guides_with(thing.content_id)
    return _slice(maker, thing.locale, name, 0, maker.mirror.lists.length(thing.locale, name))


def topics(maker: "Maker", locale: str) -> str | None:
    found, listed = [], []
    for topic, count in _counted_topics(maker, locale):
        newest = _slice(maker, locale, topic["content_id"], max(0, count - OF_A_TOPIC), count)
        found.append((topic, count, newest))
        listed += newest
    return _front(maker, "topics", locale, articles=listed, topics=found)


def search(maker: "Maker", locale: str) -> str | None:
    """Any article may be found, so the disclaimers of all are shown."""
    return _front(maker, "search", locale, disclaimers=maker.mirror.disclaimers.all(locale))


def topic_front(maker: "Maker", topic: Thing) -> str:
    shown, older = _newest_and_older(maker, topic.locale, topic.content_id, topic.path)
    guides = guides_to(maker, topic)
    return topic_page(
        maker.renderer,
        maker.document(topic.key),
        site=maker.site(topic.locale),
        articles=shown,
        guides=guides,
        disclaimers=_disclaimers(maker, topic.locale, [*shown, *guides]),
        older=older,
    )


def leaf(maker: "Maker", locale: str, folder: str, number: int) -> str | None:
    """A numbered page of all articles, or of the topic whose page the folder is."""
    topic = _topic_at(maker, locale, folder)
    name = topic["content_id"] if topic else folder
    last = leaves(maker.mirror.lists.length(locale, name))
    if number > last:
        return None
    shown = _slice(maker, locale, name, (number - 1) * LEAF, number * LEAF)
    title = topic["name"] if topic else words_for(locale)(_TITLES[folder])
    page = Page(
        locale=locale,
        title=words_for(locale)("numbered", title=title, number=number),
        description=topic["description"] if topic else maker.site(locale)["tagline"],
        canonical=maker.addresses.url(locale, _path(folder, number)),
        newer=maker.addresses.href(locale, _path(folder, number + 1 if number < last else 0)),
        older=maker.addresses.href(locale, _path(folder, number - 1)) if number > 1 else "",
    )
    values = {"articles": shown, "disclaimers": _disclaimers(maker, locale, shown)}
    trail = (title, maker.addresses.href(locale, folder))
    return maker.renderer.render("site/leaf.html", page=page, site=maker.site(locale), trail=trail, **values)


def _front(maker: "Maker", name: str, locale: str, *, older: str = "", **values: Any) -> str | None:
    """A page that exists once in each locale, as long as the locale has something to show."""
    if locale not in maker.locales:
        return None
    site, path, title = maker.site(locale), FRONTS[name], _TITLES.get(name, name)
    page = Page(
        locale=locale,
        title=words_for(locale)(title) if title else site["name"],
        description=site["tagline"],
        canonical=maker.addresses.url(locale, path),
        languages=tuple(
            (other, maker.addresses.href(other, path)) for other in maker.locales if other != locale
        ),
        alternates=tuple((other, maker.addresses.url(other, path)) for other in maker.locales),
        noindex=name == "search",
        older=older,
    )
    values.setdefault("disclaimers", _disclaimers(maker, locale, values.get("articles", [])))
    return maker.renderer.render(f"site/{name}.html", page=page, site=site, **values)


def _newest_and_older(maker: "Maker", locale: str, name: str, folder: str) -> tuple[list[Document], str]:
    """What stands on no numbered page yet, and the address of the newest numbered page."""
    length = maker.mirror.lists.length(locale, name)
    last = leaves(length)
    older = maker.addresses.href(locale, _path(folder, last)) if last else ""
    return _slice(maker, locale, name, last * LEAF, length), older


def _path(folder: str, number: int) -> str:
    return f"{folder}/page/{number}" if number else folder


def _slice(maker: "Maker", locale: str, name: str, first: int, end: int) -> list[Document]:
    return [thing.card for thing in maker.mirror.things.listed(locale, name, first, end)]


def _disclaimers(maker: "Maker", locale: str, articles: list[Document]) -> list[Document]:
    digests = (digest for article in articles for digest in article["disclaimers"])
    return maker.mirror.disclaimers.shown(locale, digests)


def _newest_guides(maker: "Maker", locale: str) -> list[Document]:
    length = maker.mirror.lists.length(locale, "guides")
    return _slice(maker, locale, "guides", max(0, length - GUIDES), length)


def _counted_topics(maker: "Maker", locale: str) -> list[tuple[Document, int]]:
    found = [topic.card for topic in maker.mirror.things.of_kind("topic", locale=locale)]
    found.sort(key=lambda topic: str(topic["name"]).casefold())
    return [(topic, maker.mirror.lists.length(locale, topic["content_id"])) for topic in found]


def _topic_at(maker: "Maker", locale: str, path: str) -> Document | None:
    held = maker.mirror.claims.holder(locale, path)
    thing = maker.mirror.things.find((held[0], locale)) if held else None
    return thing.card if thing and thing.path == path and thing.kind == "topic" else None
