"""Numbered runs: "1. Title: text", "1) Title – text", or a title line with its paragraphs under it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .lines import NUMBERED, Group, Line, ends_sentence, item_number
from .passages import BULLET, looks_like_heading, read_group, read_passages
from .source import NumberedItem

LONGEST_TITLE = 120
WORDS_OF_A_MADE_TITLE = 8
MADE_TITLE_END = " …"
SEPARATOR = re.compile(r":(?=\s|$)|\s[–—-](?=\s|$)")
FIRST_SENTENCE = re.compile(r"[^.!?]{1,80}[.!?](?=\s+\S)")
INLINE_RUN = re.compile(r"(?:^|\s)\(?1[.)]\s.{1,300}?\s\(?2[.)]\s")


def find_runs(groups: Sequence[Group]) -> list[range]:
    """Where each numbered run begins and ends among the groups. One numbered paragraph is no run."""
    runs: list[list[int]] = []
    for place, group in enumerate(groups):
        number = item_number(group.text)
        if number is None:
            continue
        if not runs or (number == 1 and (item_number(groups[runs[-1][-1]].text) or 0) > 1):
            runs.append([])
        runs[-1].append(place)
    return [range(heads[0], _end_of_run(groups, heads)) for heads in runs if len(heads) > 1]


def read_run(groups: Sequence[Group]) -> tuple[NumberedItem, ...]:
    return tuple(map(_read_item, _items(groups)))


def _items(groups: Sequence[Group]) -> Iterator[Sequence[Group]]:
    heads = [place for place, group in enumerate(groups) if item_number(group.text) is not None]
    for start, end in zip(heads, [*heads[1:], len(groups)], strict=True):
        yield groups[start:end]


def _end_of_run(groups: Sequence[Group], heads: Sequence[int]) -> int:
    """Paragraphs under the last item belong to it only if those under the other items belong to them."""
    last = heads[-1]
    if _read_item([groups[last]]).text:
        return last + 1
    usual = min(after - before - 1 for before, after in pairwise(heads))
    return min(last + 1 + usual, len(groups))


def _read_item(groups: Sequence[Group]) -> NumberedItem:
    head, *under = groups
    title, text = _split_head(_without_number(head))
    passages = (*read_group(text), *read_passages(under))
    return NumberedItem(item_number(head.text) or 0, title, passages)


def _without_number(head: Group) -> list[Line]:
    first, *others = head.lines
    match = NUMBERED.match(first.text)
    return [Line(first.number, first.text[match.end() if match else 0 :]), *others]


def _split_head(lines: list[Line]) -> tuple[str, list[Line]]:
    first, *others = lines
    if _is_title_line(first.text, others):
        return first.text.rstrip(" :–—-") or first.text, others
    bullets = next((place for place, line in enumerate(lines) if BULLET.match(line.text)), len(lines))
    title, text = _split_text(" ".join(line.text for line in lines[:bullets]))
    return title, [*([Line(first.number, text)] if text else []), *lines[bullets:]]


def _is_title_line(text: str, others: Sequence[Line]) -> bool:
    """A short first line is a title, unless the text under it goes on in the middle of a sentence."""
    if SEPARATOR.search(text.rstrip(" :–—-")) or not looks_like_heading(text):
        return False
    return not others or not others[0].text[0].islower()


def _split_text(text: str) -> tuple[str, str]:
    separator = SEPARATOR.search(text)
    if (
        separator
        and 0 < separator.start() <= LONGEST_TITLE
        and not _holds_sentence_end(text[: separator.start()])
    ):
        return text[: separator.start()].strip(), text[separator.end() :].strip()
    sentence = FIRST_SENTENCE.match(text)
    if sentence:
        return sentence[0].rstrip("."), text[sentence.end() :].strip()
    if len(text) <= LONGEST_TITLE:
        return text, ""
    return " ".join(text.split()[:WORDS_OF_A_MADE_TITLE])[:LONGEST_TITLE] + MADE_TITLE_END, text


def _holds_sentence_end(text: str) -> bool:
    return any(ends_sentence(word) for word in text.split())
