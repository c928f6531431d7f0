"""`follow`: keep the release that is shown as the hub's feed says, file by file.

The mirror changes in one transaction, which commits when the files are written. Whoever is killed before
finds the old cursor, is sent the same changes again, and writes the same files.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from frontend.build import build, make_files, write_files
from frontend.client import FeedPage, Hub
from frontend.errors import CursorRefusedError, FrontendError
from frontend.files import File
from frontend.mirror import Key, Mirror
from frontend.options import Options
from frontend.release import Release, Releases
from frontend.search import is_search_file, write_search_index

POLL = 0.5
LONGEST_PAUSE = 15.0

logger = logging.getLogger(__name__)


@dataclass
class Follower:
    options: Options
    hub: Hub
    _thread: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, 1), init=False)
    _indexing: Future[None] | None = field(default=None, init=False)
    _indexed: str = field(default="", init=False)

    def step(self) -> bool:
        """Bring the release up to date with one page of the feed; True if there was anything to do."""
        release = Releases(self.options.out).current()
        if release is None:
            build(self.options, self.hub)
            return True
        with Mirror(release.mirror) as mirror:
            if mirror.note("fingerprint") != self.options.fingerprint:
                logger.info("The program, its templates or an address changed: building anew.")
                build(self.options, self.hub)
                return True
            return self._catch_up(release, mirror)

    def _catch_up(self, release: Release, mirror: Mirror) -> bool:
        try:
            page = self.hub.changes(mirror.note("cursor"))
        except CursorRefusedError as refused:
            logger.warning("%s", refused)
            build(self.options, self.hub)
            return True
        if page.changes:
            self._apply(page, release, mirror)
        self._index(release, mirror)
        return bool(page.changes)

    def _apply(self, page: FeedPage, release: Release, mirror: Mirror) -> None:
        with mirror.transaction():
            changed = {mirror.store(change["document"], kind=change["kind"]) for change in page.changes}
            clinic = any(change["kind"] == "site" for change in page.changes)
            files = make_files(mirror, self.options)
            written = write_files(release, _to_write(files, changed, everything=clinic))
            _remove_others(release, files)
            mirror.set_note("cursor", page.cursor)
            mirror.set_note("index due", page.cursor)
        logger.info("%s changes, %s files written", len(changed), written)

    def _index(self, release: Release, mirror: Mirror) -> None:
        """The search index is made in a thread beside us, and again if more has changed meanwhile."""
        due = mirror.note("index due")
        if self._indexing and self._indexing.done():
            made, self._indexing = self._indexing, None
            made.result()
            if due == self._indexed:
                mirror.set_note("index due", "")
                return
        if due and not self._indexing:
            self._indexed = due
            self._indexing = self._thread.submit(write_search_index, release)


def follow(follower: Follower, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Until the process is ended. While the hub is away we wait, longer each time, and then catch up."""
    pause, complaint = POLL, ""
    while True:
        try:
            if not follower.step():
                sleep(POLL)
        except FrontendError as error:
            if str(error) != complaint:
                logger.warning("%s Trying again until it works.", error)
            complaint = str(error)
            sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            if complaint:
                logger.info("The hub answers again.")
            pause, complaint = POLL, ""


def _to_write(files: dict[str, File], changed: set[Key], *, everything: bool) -> list[File]:
    """The pages of what changed, and every list; all pages show the clinic."""
    return [file for file in files.values() if everything or file.thing is None or file.thing in changed]


def _remove_others(release: Release, files: dict[str, File]) -> None:
    for name in release.files() - files.keys():
        if not is_search_file(name):
            release.remove(name)
