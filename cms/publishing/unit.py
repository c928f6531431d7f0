"""The unit of publishing: all that one request or job changed, resolved once at its end, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import transaction

from cms.editions.models import Edition
from cms.library.given import Document, Key

from .cascade import Background
from .kinds import locale_of
from .publish import SELF, publish_noted


class Unit:
    """What changed so far. Noting is cheap and takes no lock; the work is done at the end."""

    def __init__(self) -> None:
        self.noted: dict[Key, Document] = {}
        self.editions: list[Edition] = []
        self.background: Background | None = None

    def note(self, content_id: UUID, locale: str, because: Document = SELF) -> None:
        """Have the thing compared with the ledger at the unit's end."""
        self.noted.setdefault((content_id, locale), because)

    def note_item(self, item: Any) -> None:
        """Note a row of a kind that is published."""
        self.note(item.content_id, locale_of(item))

    def finish(self) -> None:
        """Publish what was noted so far. Under the ledger's lock from here to the end of the transaction."""
        noted, self.noted = self.noted, {}
        if noted:
            self.editions += publish_noted(noted, self.background)


_open: ContextVar[Unit | None] = ContextVar("unit", default=None)


@contextmanager
def unit() -> Iterator[Unit]:
    """One transaction around everything that changes and everything that is published because of it.

    A unit inside a unit is the same unit. Raises `PublishRefused`, and then nothing has changed.
    """
    if already := _open.get():
        yield already
        return
    token = _open.set(started := Unit())
    try:
        with transaction.atomic():
            yield started
            started.finish()
    finally:
        _open.reset(token)
