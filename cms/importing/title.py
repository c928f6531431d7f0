"""The title of a source: its first line that is not furniture."""

from collections.abc import Sequence

from .files import SourceRefused
from .furniture import is_drawn_line, reason_to_leave_out
from .lines import Line, item_number
from .passages import BULLET, ENDS_LIKE_PROSE

LONGEST_TITLE = 150
MOST_WORDS_OF_A_SENTENCE = 8
NARROWEST_WRAP = 40
NO_TITLE = "The source has no title: its first line must be one, short and by itself."


def find_title(lines: Sequence[Line]) -> range:
    """Where the title's lines stand; a title may be wrapped. Without one, the source is refused."""
    start = next((place for place, line in enumerate(lines) if _may_be_title(line.text)), None)
    if start is None:
        raise SourceRefused(NO_TITLE)
    block = next((place for place in range(start, len(lines)) if not lines[place].text), len(lines))
    found = range(start, block) if _is_wrapped_title(lines[start:block]) else range(start, start + 1)
    if not is_title(title_text(lines[found.start : found.stop])):
        raise SourceRefused(NO_TITLE)
    return found


def title_text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def is_title(text: str) -> bool:
    if len(text) > LONGEST_TITLE or item_number(text) is not None or BULLET.match(text):
        return False
    is_sentence = ENDS_LIKE_PROSE.search(text) and len(text.split()) > MOST_WORDS_OF_A_SENTENCE
    return not is_sentence and any(map(str.isalpha, text))


def _may_be_title(text: str) -> bool:
    return bool(text) and not is_drawn_line(text) and reason_to_leave_out(text) is None


def _is_wrapped_title(block: Sequence[Line]) -> bool:
    first, *others = block
    if not others or not is_title(title_text(block)) or not all(_may_be_title(line.text) for line in others):
        return False
    return len(first.text) >= NARROWEST_WRAP or others[0].text[0].islower()
