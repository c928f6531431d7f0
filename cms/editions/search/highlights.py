"""Shows where a text says what was looked for: escaped HTML with `<mark>`."""

import re
from collections.abc import Iterable, Iterator
from heapq import merge
from html import escape

from .query import Query
from .words import fold, stem

BEFORE, LENGTH = 60, 220
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç", "aaaaaeeeeiiiiooooouuuunc")

Span = tuple[int, int]


class Marker:
    """Marks what one query looks for, in any number of texts."""

    def __init__(self, query: Query) -> None:
        self._locale = query.locale
        self._stems = frozenset(each for term in query.terms for each in term.stems)
        self._prefixes = tuple(term.prefix for term in query.terms if term.prefix)
        # What words that may be meant begin with: “bodi” is the stem of “body”.
        beginnings = {each.rstrip("i") or each for each in self._stems.union(self._prefixes)}
        self._beginnings = _shortest(beginnings)

    def mark(self, text: str) -> str | None:
        """The whole text, marked; none if there is nothing to mark."""
        spans = list(self._spans(text))
        return _mark(text, spans) if spans else None

    def mark_passage(self, text: str) -> str | None:
        """The part of a long text around the first place, cut between words."""
        first = next(self._spans(text), None)
        if first is None:
            return None
        begin = text.rfind(" ", 0, first[0] - BEFORE) + 1 if first[0] > BEFORE else 0
        end = text.find(" ", max(first[1], begin + LENGTH))
        shown = text[begin:end] if end > 0 else text[begin:]
        marked = _mark(shown, list(self._spans(shown)))
        return f"{'… ' if begin else ''}{marked}{' …' if end > 0 else ''}"

    def _spans(self, text: str) -> Iterator[Span]:
        """Words that begin like what is looked for, and are that by their stems."""
        for begin in self._places(_plain(text)):
            word = _WORD.match(text, begin)
            if word and self._is_meant(word[0]):
                yield word.span()

    def _places(self, plain: str) -> Iterator[int]:
        found = [_places(plain, each) for each in self._beginnings]
        return found[0] if len(found) == 1 else merge(*found)

    def _is_meant(self, word: str) -> bool:
        return stem(word, self._locale) in self._stems or fold(word).startswith(self._prefixes)


def _shortest(beginnings: Iterable[str]) -> list[str]:
    """Without those that begin with another: no place has two."""
    kept = list[str]()
    for each in sorted(beginnings):
        if not kept or not each.startswith(kept[-1]):
            kept.append(each)
    return kept


def _places(plain: str, beginning: str) -> Iterator[int]:
    """Where words begin so. A search for a text is several times as fast as one for a pattern."""
    place = plain.find(beginning)
    while place >= 0:
        if not (place and plain[place - 1].isalnum()):
            yield place
        place = plain.find(beginning, place + 1)


def _plain(text: str) -> str:
    """Without case and accents, and as long as it was."""
    plain = text.lower() if text.isascii() else text.lower().translate(_ACCENTS)
    return plain if len(plain) == len(text) else text


def _mark(text: str, spans: list[Span]) -> str:
    pieces, place = list[str](), 0
    for begin, end in spans:
        pieces += (escape(text[place:begin]), "<mark>", escape(text[begin:end]), "</mark>")
        place = end
    return "".join((*pieces, escape(text[place:])))
