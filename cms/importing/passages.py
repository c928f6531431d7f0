"""Prose: headings, paragraphs and bulleted lists."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from .lines import Group, Line
from .source import Form, Passage

LONGEST_HEADING = 80
BULLET = re.compile(r"[•·▪◦‣*\-]\s+(?=\S)")
ENDS_LIKE_PROSE = re.compile(r"[.!;,…][\"'”’»)\]]*$")


def read_passages(groups: Sequence[Group], *, something_follows: bool = False) -> tuple[Passage, ...]:
    """The passages of these groups. A heading needs something under it, in these groups or after them."""
    passages: list[Passage] = []
    for group, following in zip_longest(groups, groups[1:]):
        if (following or something_follows) and _is_heading(group, following):
            passages.append(Passage(Form.HEADING, (group.text,)))
        else:
            passages.extend(read_group(group.lines))
    return tuple(passages)


def read_group(lines: Sequence[Line]) -> Iterator[Passage]:
    """A paragraph, or a bulleted list, or a paragraph that leads into one."""
    paragraph: list[str] = []
    bullets: list[list[str]] = []
    for line in lines:
        mark = BULLET.match(line.text)
        if mark:
            bullets.append([line.text[mark.end() :]])
        elif bullets:
            bullets[-1].append(line.text)
        else:
            paragraph.append(line.text)
    if paragraph:
        yield Passage(Form.PARAGRAPH, (" ".join(paragraph),))
    if bullets:
        yield Passage(Form.BULLETS, tuple(map(" ".join, bullets)))


def looks_like_heading(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and not ENDS_LIKE_PROSE.search(text) and not BULLET.match(text)


def _is_heading(group: Group, following: Group | None) -> bool:
    if group.text.endswith(":") and following and BULLET.match(following.text):
        return False
    return len(group.lines) == 1 and looks_like_heading(group.text) and any(map(str.isalpha, group.text))
