"""Shows where a text says what was looked for: escaped HTML with `<mark>`."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from .query import Query
from .words import fold, stem

BEFORE, LENGTH = 60, 220
_VARIANTS = {"a": "aáàâä", "e": "eéèêë", "i": "iíìîïy", "o": "oóòôö", "u": "uúùûü", "n": "nñ", "c": "cç"}

Span = tuple[int, int]


def highlight(text: str, query: Query) -> str | None:
    """The whole text, marked; none if there is nothing to mark."""
    spans = list(_spans(text, query))
    return _mark(text, spans) if spans else None


def passage(text: str, query: Query) -> str | None:
    """The part of a long text around the first place, cut between words."""
    first = next(_spans(text, query), None)
    if first is None:
        return None
    begin = text.rfind(" ", 0, first[0] - BEFORE) + 1 if first[0] > BEFORE else 0
    end = text.find(" ", max(first[1], begin + LENGTH))
    shown = text[begin:end] if end > 0 else text[begin:]
    marked = _mark(shown, list(_spans(shown, query)))
    return f"{'… ' if begin else ''}{marked}{' …' if end > 0 else ''}"


def _spans(text: str, query: Query) -> Iterator[Span]:
    pattern, stems, prefixes = _looked_for(query)
    for match in pattern.finditer(text):
        word = match[0]
        if stem(word, query.locale) in stems or (prefixes and fold(word).startswith(prefixes)):
            yield match.span()


@lru_cache(maxsize=512)
def _looked_for(query: Query) -> tuple[re.Pattern[str], frozenset[str], tuple[str, ...]]:
    """Words that may be meant, found quickly; whether they are is for their stems to say."""
    stems = frozenset(each for term in query.terms for each in term.stems)
    prefixes = tuple(term.prefix for term in query.terms if term.prefix)
    beginnings = "|".join(sorted(map(_loosely, stems.union(prefixes))))
    return re.compile(rf"\b(?:{beginnings})[^\W_]*", re.IGNORECASE), stems, prefixes


def _loosely(beginning: str) -> str:
    """With and without accents."""
    return "".join(f"[{_VARIANTS[c]}]" if c in _VARIANTS else re.escape(c) for c in beginning)


def _mark(text: str, spans: list[Span]) -> str:
    pieces, place = list[str](), 0
    for begin, end in spans:
        pieces += (escape(text[place:begin]), "<mark>", escape(text[begin:end]), "</mark>")
        place = end
    return "".join((*pieces, escape(text[place:])))
