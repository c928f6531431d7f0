"""From raw text to clean lines, and from lines to groups: what stands together in the source."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .furniture import is_drawn_line, reason_to_leave_out

# No plain text is wrapped wider than this, so a longer line is a paragraph of its own.
WIDEST_WRAP = 120
ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
NUMBERED = re.compile(r"\(?([0-9]{1,2})(?:[.)](?=\s|[^\W\d_])|:(?=\s))\s*(?=\S)")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))


@dataclass(frozen=True)
class Line:
    number: int
    text: str


@dataclass(frozen=True)
class Group:
    """Lines with nothing between them: a paragraph, a list, or the head of a numbered item."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def line_number(self) -> int:
        return self.lines[0].number


def clean_lines(text: str) -> list[Line]:
    return [Line(number, clean_line(raw)) for number, raw in enumerate(text.splitlines(), start=1)]


def clean_line(raw: str) -> str:
    """One line with ordinary single spaces and nothing invisible in it."""
    visible = unicodedata.normalize("NFC", raw).translate(INVISIBLE)
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in visible).split())


def item_number(text: str) -> int | None:
    match = NUMBERED.match(text)
    return int(match[1]) if match else None


def group_lines(lines: list[Line]) -> list[Group]:
    return [Group(tuple(group)) for group in _grouped(lines)]


def _grouped(lines: list[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and (not line.text or _begins_group(line.text, group)):
            yield group
            group = []
        if line.text:
            group.append(line)
    if group:
        yield group


def _begins_group(text: str, group: list[Line]) -> bool:
    before = group[-1].text
    if len(before) > WIDEST_WRAP or is_drawn_line(text):
        return True
    if len(group) == 1 and _stands_alone(before) and not text[0].islower():
        return True
    if reason_to_leave_out(text):
        return ends_sentence(before)
    number = item_number(text)
    return number is not None and (ends_sentence(before) or number - 1 == item_number(group[0].text))


def ends_sentence(text: str) -> bool:
    return ENDS_SENTENCE.search(text) is not None


def _stands_alone(text: str) -> bool:
    return is_drawn_line(text) or reason_to_leave_out(text) is not None
