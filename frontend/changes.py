"""What a page of the feed changes: first in the mirror, and by that, which files are due.

Whatever a file shows must be found here when it changes, or following ends otherwise than building.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from frontend.addresses import FOLDERS, Document
from frontend.mirror import Mirror, Thing, Touched, guides_with
from frontend.mirror.due import Rank, Target
from frontend.targets import (
    PAGED,
    Targets,
    anew,
    chunks,
    leaves,
    touched_chunks,
    touched_leaves,
    touches_front,
)

_GUIDES = guides_with("")


@dataclass
class Changes:
    """Good for one page of the feed, within a transaction."""

    mirror: Mirror
    targets: Targets
    _everything: bool = field(default=False, init=False)
    _topics: list[tuple[Thing | None, Thing]] = field(default_factory=list, init=False)

    def apply(self, changes: Iterable[Document]) -> None:
        locales = self.mirror.locales()
        for change in changes:
            self._take(*self.mirror.store(change["document"], kind=change["kind"]))
        touched = self.mirror.lists.number()
        for (locale, name), what in touched.items():
            self._relist(locale, name, what)
        for old, new in self._topics:
            self._renew_topic(old, new, touched.get((new.locale, new.content_id)))
        if locales != self.mirror.locales():
            self._set_locales({*locales, *self.mirror.locales()})
        if self.mirror.origins.changed:
            self._due(self.targets.headers())
        self._due(self.targets.front(locale, "search") for locale in self.mirror.disclaimers.changed)
        if self._everything:
            self.mirror.due.add(anew(self.targets.all(self.mirror)))

    def _take(self, old: Thing | None, new: Thing) -> None:
        self._everything |= new.kind == "site"
        if new.kind not in FOLDERS:
            return
        claims = new.claims | (old.claims if old else set())
        self._due(self.targets.path(new.locale, path) for path, _ in sorted(claims))
        if new.kind == "article":
            self._due(self.targets.embeds(new.key))
            if not new.is_live or (old and not old.is_live):
                self._due(self.targets.feeds(new.locale))
        if new.kind == "topic":
            self._topics.append((old, new))
        if self._changes_states(old, new):
            self._due(self.targets.states())

    def _changes_states(self, old: Thing | None, new: Thing) -> bool:
        """Also where a page takes a path from a redirect or a notice, or leaves it to one."""
        before = old.claims if old else set()
        if old and before == new.claims:
            return "moved" in (new.state, old.state) and old.url != new.url
        roles = {role for _, role in before ^ new.claims}
        paths = {path for path, _ in before | new.claims}
        return roles != {0} or not self.mirror.claims.are_alone(new.locale, paths)

    def _renew_topic(self, old: Thing | None, new: Thing, what: Touched | None) -> None:
        """A topic's name is on every page of its list, and in the lists of topics."""
        length = self.mirror.lists.length(new.locale, new.content_id)
        numbers = range(1, leaves(max(length, what.before if what else 0)) + 1)
        for path in {new.path, old.path if old else ""} - {""}:
            self._due(self.targets.of_topic(new.locale, path, numbers))
        self._due(self.targets.front(new.locale, name) for name in ("home", "topics"))

    def _relist(self, locale: str, name: str, what: Touched) -> None:
        length = self.mirror.lists.length(locale, name)
        if name.startswith(_GUIDES):
            self._renew_led(locale, name.removeprefix(_GUIDES))
            return
        if name in FOLDERS.values():
            self._due(self.targets.chunk(locale, name, number) for number in touched_chunks(what, length))
            if chunks(length) != chunks(what.before):
                self._due(self.targets.maps())
        folder = self._folder(locale, name)
        if name not in PAGED and leaves(length) != leaves(what.before):
            # The numbered pages of a renamed topic lead on, each to its own.
            self._due(self.targets.states())
        if folder:
            for number, rank in touched_leaves(what, length):
                self.mirror.due.add([self.targets.leaf(locale, folder, number, rank=rank)])
        if touches_front(what, length):
            self._renew_fronts(locale, name, folder)

    def _renew_led(self, locale: str, content_id: str) -> None:
        """The page of a topic or an article says which guides it belongs to."""
        thing = self.mirror.things.find((content_id, locale))
        if thing and thing.path:
            self._due([self.targets.path(locale, thing.path)])

    def _renew_fronts(self, locale: str, name: str, folder: str) -> None:
        if name in PAGED:
            self._due(self.targets.front(locale, front) for front in ("home", name))
            if name == "articles":
                self._due(self.targets.feeds(locale))
        elif folder:
            self.mirror.due.add([self.targets.path(locale, folder)], rank=Rank.FRONT)
            self._due(self.targets.front(locale, front) for front in ("home", "topics"))

    def _folder(self, locale: str, name: str) -> str:
        """The path that a list's pages are below; nothing for a topic that has no page itself."""
        if name in FOLDERS.values():
            return name if name in PAGED else ""
        topic = self.mirror.things.find((name, locale))
        return topic.path if topic else ""

    def _set_locales(self, locales: set[str]) -> None:
        """A language came or went: it is in the menu of every page that all of them have."""
        for locale in sorted(locales):
            self._due(self.targets.for_locale(locale))
        self._due((*self.targets.headers(), *self.targets.maps()))

    def _due(self, targets: Iterable[Target]) -> None:
        self.mirror.due.add(targets)
