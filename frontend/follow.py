"""`follow`: keep the release that is shown as the hub's feed says, file by file.

One page of the feed changes the mirror, cursor included, and notes which files are due, in one transaction.
Then the files are written and struck out. Whoever is killed on the way finds what is still due, and goes on.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from frontend.build import build, make_maker, write_files
from frontend.changes import Changes
from frontend.client import FeedPage, Hub
from frontend.errors import CursorRefusedError, FrontendError, HubAwayError
from frontend.indexing import Indexing
from frontend.mirror import Mirror
from frontend.mirror.due import Rank
from frontend.options import Options
from frontend.release import Release, Releases
from frontend.search import SEARCHED
from frontend.targets import Targets

# The hub keeps our question for so long if it has nothing to say.
WAIT = 25
# While the search index is waiting for its turn we look after it.
WAIT_FOR_INDEX = 2
# Between two answers that came at once and said nothing.
PAUSE = 0.5
LONGEST_PAUSE = 15.0
# A hub that starts beside us, or again, is away for a moment: nobody needs to hear of that.
QUIET = 4.0
# Behind a long feed only pages are written, and fronts once in so many pages of it.
PUT_OFF = 10
# So many files that can wait are written before the feed is asked again.
BATCH = 100

logger = logging.getLogger(__name__)


@dataclass
class Follower:
    options: Options
    hub: Hub
    indexing: Indexing = field(default_factory=Indexing)
    _put_off: int = field(default=0, init=False)
    _opened: tuple[Release, Mirror] | None = field(default=None, init=False)

    def step(self, *, wait: int = 0) -> bool:
        """Bring the release up to date with one page of the feed; True if there was anything to do, or is."""
        release = Releases(self.options.out).current()
        if release is None:
            build(self.options, self.hub)
            return True
        mirror = self._open(release)
        if mirror.note("fingerprint") != self.options.fingerprint:
            logger.info("The program, its templates or an address changed: building anew.")
            build(self.options, self.hub)
            return True
        return self._catch_up(release, mirror, wait)

    def _open(self, release: Release) -> Mirror:
        """The mirror of the release that is shown now, kept open: to close it waits for the disk."""
        if self._opened is None or self._opened[0] != release:
            self.close()
            self._opened = (release, Mirror(release.mirror))
        return self._opened[1]

    def close(self) -> None:
        if self._opened:
            self._opened[1].close()
        self._opened = None

    def _catch_up(self, release: Release, mirror: Mirror, wait: int) -> bool:
        try:
            page = self._ask(release, mirror, wait)
        except CursorRefusedError as refused:
            logger.warning("%s", refused)
            build(self.options, self.hub)
            return True
        if page.changes:
            self._apply(page, mirror)
        self._write(release, mirror, more=page.more)
        self.indexing.look_after(release, mirror)
        return bool(page.changes) or mirror.due.any()

    def _ask(self, release: Release, mirror: Mirror, wait: int) -> FeedPage:
        if mirror.due.any():
            wait = 0
        elif mirror.note("index due"):
            wait = min(wait, WAIT_FOR_INDEX)
        try:
            return self.hub.changes(mirror.note("cursor"), wait=wait)
        except HubAwayError:
            # What a killed follower left is written all the same.
            self._write(release, mirror, more=False)
            raise

    def _apply(self, page: FeedPage, mirror: Mirror) -> None:
        targets = Targets(make_maker(mirror, self.options).addresses)
        with mirror.transaction():
            Changes(mirror, targets).apply(page.changes)
            mirror.set_note("cursor", page.cursor)
            if any(change["kind"] in SEARCHED for change in page.changes):
                mirror.set_note("index due", page.cursor)

    def _write(self, release: Release, mirror: Mirror, *, more: bool) -> None:
        self._put_off = self._put_off + 1 if more else 0
        urgent = Rank.STATES if self._put_off % PUT_OFF else Rank.FRONT
        written = self._write_due(release, mirror, up_to=urgent)
        if not more:
            written += self._write_due(release, mirror, up_to=Rank.ANEW, batches=1)
        if written:
            logger.info("%s files written", written)

    def _write_due(self, release: Release, mirror: Mirror, *, up_to: Rank, batches: int = 0) -> int:
        """Write what is due, in order: all of it, or so many batches."""
        written, maker = 0, make_maker(mirror, self.options)
        while targets := mirror.due.next(BATCH, up_to=up_to):
            written += write_files(release, maker, targets)
            with mirror.transaction():
                mirror.due.strike(targets)
            batches -= 1
            if batches == 0:
                break
        return written


def follow(follower: Follower, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Until the process is ended. While the hub is away we wait, longer each time, and then catch up."""
    with Releases(follower.options.out).following():
        _follow(follower, sleep)


def _follow(follower: Follower, sleep: Callable[[float], None]) -> None:
    pause, complaint = PAUSE, ""
    while True:
        began = time.monotonic()
        try:
            if not follower.step(wait=WAIT) and time.monotonic() - began < PAUSE:
                sleep(PAUSE)
        except FrontendError as error:
            if str(error) != complaint and (pause > QUIET or not isinstance(error, HubAwayError)):
                logger.warning("%s Trying again until it works.", error)
                complaint = str(error)
            sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            if complaint:
                logger.info("The hub answers again.")
            pause, complaint = PAUSE, ""
