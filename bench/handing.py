"""Hands what was written to publishing: the only place of the loader that knows how editions come about."""

from collections.abc import Sequence
from uuid import UUID

from cms.library.bases import LibraryModel
from cms.publishing.unit import unit

BATCH = 100
"""So many things a transaction."""


def hand_over(content_ids: Sequence[UUID], locale: str) -> int:
    """Publish these; returns the number of editions stored."""
    stored = 0
    for start in range(0, len(content_ids), BATCH):
        with unit() as work:
            for content_id in content_ids[start : start + BATCH]:
                work.note(content_id, locale)
        stored += len(work.editions)
    return stored


def republish(part: LibraryModel, **fields: str) -> None:
    """Change a part in a new revision and publish it, as its editor does."""
    with unit():
        draft = part.get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.save_revision().publish()
