"""`follow`: keep the release that is shown as the hub's feed says, file by file.

The mirror changes in one transaction, which commits when the files are written. Whoever is killed before
finds the old cursor, is sent the same changes again, and writes the same files.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

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
# Making the search index waits for a quiet moment, but not longer than this.
SEARCH_DELAY = 10.0

logger = logging.getLogger(__name__)


@dataclass
class Follower:
    options: Options
    hub: Hub
    _search_due: float = field(default=0.0, init=False)

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
        return self._search(release, mirror, quiet=not page.changes) or bool(page.changes)

    def _apply(self, page: FeedPage, release: Release, mirror: Mirror) -> None:
        with mirror.transaction():
            changed = {mirror.store(change["document"], kind=change["kind"]) for change in page.changes}
            clinic = any(change["kind"] == "site" for change in page.changes)
            files = make_files(mirror, self.options)
            written = write_files(release, _to_write(files, changed, everything=clinic))
            _remove_others(release, files)
            mirror.set_note("search", "due")
            mirror.set_note("cursor", page.cursor)
        logger.info("%s changes, %s files written", len(changed), written)

    def _search(self, release: Release, mirror: Mirror, *, quiet: bool) -> bool:
        if mirror.note("search") != "due":
            return False
        self._search_due = self._search_due or time.monotonic() + SEARCH_DELAY
        if not quiet and time.monotonic() < self._search_due:
            return False
        self._search_due = 0.0
        write_search_index(release)
        mirror.set_note("search", "")
        return True


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
