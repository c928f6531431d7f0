"""The only code that writes comments."""

import unicodedata
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from .models import NAME_LENGTH, TEXT_LENGTH, Comment, State

_LENGTHS = {"name": NAME_LENGTH, "text": TEXT_LENGTH}
_KEPT = {"name": "", "text": "\n\t"}
# These turn the direction of what follows, and so can show a text that is not the one that was approved.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class InvalidComment(ValueError):
    """What is wrong with a comment: a sentence for each field that has a fault."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__(" ".join(errors.values()))


def submit_comment(*, content_id: UUID, locale: str, name: object, text: object) -> Comment:
    """Store a comment that waits for approval. Raises `InvalidComment`; nothing is stored then."""
    cleaned, errors = {}, {}
    for field, value in (("name", name), ("text", text)):
        cleaned[field], fault = _clean(field, value)
        if fault:
            errors[field] = fault
    if errors:
        raise InvalidComment(errors)
    return Comment.objects.create(
        content_id=content_id, locale=locale, submitted_at=timezone.now(), **cleaned
    )


def approve_comment(*, comment: Comment, by: Any = None) -> bool:
    """Show the comment to readers. Whether that changed anything."""
    return _decide(comment, State.APPROVED, by)


def reject_comment(*, comment: Comment, by: Any = None) -> bool:
    """Keep the comment from readers, also one that was approved before. Whether that changed anything."""
    return _decide(comment, State.REJECTED, by)


@transaction.atomic
def _decide(comment: Comment, state: State, by: Any) -> bool:
    """The row is locked and read again: of two moderators who decide alike, the first stays named."""
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    changed = current.state != state
    if changed:
        current.state, current.decided_at, current.decided_by = state, timezone.now(), by
        current.save(update_fields=["state", "decided_at", "decided_by"])
    for field in ("state", "decided_at", "decided_by"):
        setattr(comment, field, getattr(current, field))
    return changed


def _clean(field: str, value: object) -> tuple[str, str]:
    """The text as it is kept, and what is wrong with it, if anything. HTML is text like any other."""
    if not isinstance(value, str):
        return "", f"Please give a {field}."
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not any(char.isprintable() and not char.isspace() for char in text):
        return "", f"Please give a {field}."
    if len(text) > _LENGTHS[field]:
        return "", f"The {field} is longer than {_LENGTHS[field]} characters."
    if any(_is_unseen(char) and char not in _KEPT[field] for char in text):
        return "", f"The {field} holds characters that cannot be shown."
    return text, ""


def _is_unseen(char: str) -> bool:
    """Control characters, half characters, and those that can disguise a text."""
    return unicodedata.category(char) in ("Cc", "Cs") or char in _TURNING
