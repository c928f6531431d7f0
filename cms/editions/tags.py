"""What caches purge by: every answer is tagged with the things that it shows."""

from collections.abc import Iterable
from uuid import UUID


def tag_of(content_id: UUID) -> str:
    """Short, since an answer has many. Should two things share one, a purge takes both: that harms nobody."""
    return content_id.hex[:8]


def join_tags(content_id: UUID, shown: Iterable[UUID]) -> str:
    """The tags of a thing and of what it shows, in all languages, its own first."""
    others = {tag_of(each) for each in shown} - {tag_of(content_id)}
    return " ".join((tag_of(content_id), *sorted(others)))
