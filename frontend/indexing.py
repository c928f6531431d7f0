"""The search index is made beside the following, in a thread, and again if more has changed meanwhile."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from frontend import search
from frontend.mirror import Mirror
from frontend.mirror.due import Rank
from frontend.release import Release

# After an index nobody makes one for this many times as long as it took: it has a small share of the machine.
REST = 10


@dataclass
class Indexing:
    clock: Callable[[], float] = time.monotonic
    _thread: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, 1), init=False)
    _making: Future[float] | None = field(default=None, init=False)
    _made_for: str = field(default="", init=False)
    _not_before: float = field(default=0.0, init=False)

    def look_after(self, release: Release, mirror: Mirror) -> None:
        """End what is ready, begin what is due. What is due stays noted until an index holds all of it."""
        due = mirror.note("index due")
        if self._making and self._making.done():
            made, self._making = self._making, None
            self._not_before = self.clock() + REST * made.result()
            if due == self._made_for:
                mirror.set_note("index due", "")
                return
        ready = due and not self._making and self.clock() >= self._not_before
        if ready and not mirror.due.any(up_to=Rank.PAGE):
            self._made_for = due
            self._making = self._thread.submit(self._make, release)

    def _make(self, release: Release) -> float:
        """How long it took."""
        began = self.clock()
        search.write_search_index(release)
        return self.clock() - began
