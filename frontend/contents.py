"""What is published now, arranged as the site's lists need it."""

from collections.abc import Iterable
from itertools import chain

from frontend.addresses import FOLDERS, Document
from frontend.mirror import Key


class Contents:
    """The short forms of all things in a mirror: live ones by kind and locale, notices of gone ones."""

    def __init__(self, listings: Iterable[tuple[str, Document]], *, default_locale: str) -> None:
        self.default_locale = default_locale
        self._live: dict[tuple[str, str], list[Document]] = {}
        self.gone: list[Document] = []
        for kind, document in listings:
            if document["schema"].startswith("notice/"):
                self.gone += [document] if kind in FOLDERS else []
            else:
                self._live.setdefault((kind, document["locale"]), []).append(document)

    @property
    def locales(self) -> list[str]:
        """The locales that have a home: the default one first, and all that have something to show."""
        found = {locale for kind, locale in self._live if kind in FOLDERS}
        return [self.default_locale, *sorted(found - {self.default_locale})]

    def articles(self, locale: str) -> list[Document]:
        """Newest first; the title settles what a time does not."""
        articles = sorted(self._live.get(("article", locale), []), key=lambda article: str(article["title"]))
        return sorted(articles, key=lambda article: str(article["published_at"]), reverse=True)

    def topics(self, locale: str) -> list[Document]:
        return sorted(self._live.get(("topic", locale), []), key=lambda topic: str(topic["name"]).casefold())

    def articles_in(self, topic: Document) -> list[Document]:
        held = self.articles(topic["locale"])
        return [
            article
            for article in held
            if topic["content_id"] in {ref["content_id"] for ref in article["topics"]}
        ]

    def site(self, locale: str) -> Document:
        """The clinic in this locale, or, if it has no profile in it, in the default one."""
        found = self._live.get(("site", locale)) or self._live[("site", self.default_locale)]
        return found[0]

    def images(self) -> list[Document]:
        return list(chain.from_iterable(held for (kind, _), held in self._live.items() if kind == "image"))

    def with_pages(self) -> list[Document]:
        """Every live thing that has a page of its own."""
        return list(chain.from_iterable(held for (kind, _), held in self._live.items() if kind in FOLDERS))


def key_of(document: Document) -> Key:
    return (document["content_id"], document["locale"])


def disclaimers_of(articles: Iterable[Document]) -> list[Document]:
    """The disclaimers of all these articles, each once: a list of articles carries them too."""
    found = {item["part"]["content_id"]: item for article in articles for item in article["disclaimers"]}
    return [found[content_id] for content_id in sorted(found)]
