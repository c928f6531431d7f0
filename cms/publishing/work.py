"""The list of things to compile, in compiling order."""

import heapq
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from cms.library.given import Document, Key

from .kinds import rank_of

BATCH = 20
"""At most so many are compiled at once."""


@dataclass(frozen=True)
class Work:
    """A thing to compile again, and why."""

    kind: str
    key: Key
    because: Document


class WorkList:
    """Things to compile, in compiling order, each once while it waits.

    What was compiled before in this unit goes behind all that was not: it may have to follow several.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, str, str]] = []
        self._waiting: dict[Key, Work] = {}
        self._compiled: Counter[Key] = Counter()

    def add(self, work: Work) -> None:
        if work.key not in self._waiting:
            self._waiting[work.key] = work
            place = (self._compiled[work.key], rank_of(work.kind), str(work.key[0]), work.key[1])
            heapq.heappush(self._heap, place)

    def pop_batch(self) -> list[Work]:
        """The next ones, all of one kind: a kind holds only kinds that were compiled before it."""
        batch: list[Work] = []
        first = self._heap[0][:2] if self._heap else None
        while self._heap and self._heap[0][:2] == first and len(batch) < BATCH:
            *_, content_id, locale = heapq.heappop(self._heap)
            work = self._waiting.pop((UUID(content_id), locale))
            self._compiled[work.key] += 1
            batch.append(work)
        return batch
