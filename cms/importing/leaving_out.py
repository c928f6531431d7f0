"""Sorting the page's furniture from the article, line by line, each with its reason."""

from collections.abc import Iterator, Sequence

from .furniture import (
    APPROVAL,
    CLOSED,
    COMMENT_FORM,
    COMMENTS,
    DRAWN,
    is_drawn_line,
    is_form_field,
    reason_to_leave_out,
)
from .lines import Group
from .source import LeftOut

REPEATED_TITLE = "the title, once more"


def leave_out(groups: Sequence[Group], *, title: str) -> tuple[list[Group], tuple[LeftOut, ...]]:
    """The groups that belong to the article, and the lines that do not."""
    kept: list[Group] = []
    left_out: list[LeftOut] = []
    in_comments = False
    for group in groups:
        reason = _reason(group, title=title, in_comments=in_comments)
        in_comments = in_comments or reason in (APPROVAL, COMMENTS)
        if reason:
            left_out.extend(LeftOut(line.number, line.text, reason) for line in group.lines)
        else:
            kept.append(group)
    return kept, tuple(left_out)


def has_comments(left_out: Sequence[LeftOut]) -> bool:
    return any(line.reason in (APPROVAL, COMMENTS) for line in left_out)


def comments_open(left_out: Sequence[LeftOut]) -> bool:
    return has_comments(left_out) and not any(line.reason == CLOSED for line in left_out)


def notes_on_comments(left_out: Sequence[LeftOut]) -> Iterator[str]:
    if not any(line.reason in (APPROVAL, COMMENTS, CLOSED) for line in left_out):
        yield "The source says nothing about comments: they are closed."


def _reason(group: Group, *, title: str, in_comments: bool) -> str | None:
    if group.text.casefold() == title.casefold():
        return REPEATED_TITLE
    if in_comments and all(is_form_field(line.text) for line in group.lines):
        return COMMENT_FORM
    return DRAWN if is_drawn_line(group.text) else reason_to_leave_out(group.text)
