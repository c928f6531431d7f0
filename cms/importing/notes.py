"""Sentences about what was unclear in a source, for whoever imports it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from .leaving_out import notes_on_comments
from .lines import Group, item_number
from .numbered import INLINE_RUN, MADE_TITLE_END
from .source import LeftOut, NumberedItem

NUMBERED_ANEW = "The items were numbered anew, in their order."


def notes_on(
    groups: Sequence[Group], benefits: Sequence[NumberedItem], left_out: Sequence[LeftOut]
) -> Iterator[str]:
    yield from _notes_on_numbers(benefits)
    yield from _notes_on_titles(benefits)
    for group in groups:
        if INLINE_RUN.search(group.text):
            yield f"The numbered list inside the paragraph of line {group.line_number} was kept as words."
        elif not benefits and item_number(group.text) is not None:
            yield f"The single numbered paragraph of line {group.line_number} was kept as words."
    yield from notes_on_comments(left_out)


def _notes_on_numbers(items: Sequence[NumberedItem]) -> Iterator[str]:
    counted = Counter(item.number for item in items)
    for number in sorted(number for number, times in counted.items() if times > 1):
        yield f"Number {number} is there {counted[number]} times. {NUMBERED_ANEW}"
    missing = sorted(set(range(1, max(counted, default=0) + 1)) - set(counted))
    if missing:
        listed = ", ".join(map(str, missing))
        yield f"Missing in the numbers: {listed}. {NUMBERED_ANEW}"


def _notes_on_titles(items: Sequence[NumberedItem]) -> Iterator[str]:
    for place, item in enumerate(items, start=1):
        if item.title.endswith(MADE_TITLE_END):
            yield f"Item {place} has no title of its own: it got its first words."
        elif not item.text:
            yield f"Item {place} has a title and no text."
