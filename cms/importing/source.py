"""What is recognised in a source, before anything of it is written to the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"


@dataclass(frozen=True)
class Passage:
    """A heading or a paragraph (one line), or a bulleted list (a line for each bullet)."""

    form: Form
    lines: tuple[str, ...]


@dataclass(frozen=True)
class NumberedItem:
    """One item of a numbered run, with the number that the source gave it."""

    number: int
    title: str
    text: tuple[Passage, ...]


@dataclass(frozen=True)
class LeftOut:
    """A line of the source that does not belong in the article, and why."""

    line_number: int
    line: str
    reason: str


@dataclass(frozen=True)
class SourceArticle:
    title: str
    introduction: tuple[Passage, ...]
    benefits_title: str
    benefits: tuple[NumberedItem, ...]
    # Later numbered runs stand among the paragraphs of the care path as its steps.
    care_path: tuple[Passage | NumberedItem, ...]
    disclaimer_title: str
    disclaimer: tuple[Passage, ...]
    comments_open: bool
    left_out: tuple[LeftOut, ...]
    # Sentences about what was unclear in the source, for whoever imports it.
    notes: tuple[str, ...]


def plain_text(passages: Iterable[Passage]) -> str:
    return "\n".join(line for passage in passages for line in passage.lines)
