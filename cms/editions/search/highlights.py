"""Shows where a text says what was looked for: escaped HTML with `<mark>`."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from .query import Query
from .words import fold, stem

BEFORE, LENGTH = 60, 220
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç", "aaaaaeeeeiiiiooooouuuunc")

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
    """Words that begin like what is looked for, and are that by their stems."""
    stems, prefixes, beginnings = _looked_for(query)
    plain = _plain(text)
    for begin in sorted({place for each in beginnings for place in _places(plain, each)}):
        word = _WORD.match(text, begin)
        if word and (stem(word[0], query.locale) in stems or fold(word[0]).startswith(prefixes)):
            yield word.span()


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


@lru_cache(maxsize=512)
def _looked_for(query: Query) -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Stems, prefixes, and what words that may be meant begin with: “bodi” is the stem of “body”."""
    stems = frozenset(each for term in query.terms for each in term.stems)
    prefixes = tuple(term.prefix for term in query.terms if term.prefix)
    return stems, prefixes, frozenset(each.rstrip("i") or each for each in stems.union(prefixes))


def _mark(text: str, spans: list[Span]) -> str:
    pieces, place = list[str](), 0
    for begin, end in spans:
        pieces += (escape(text[place:begin]), "<mark>", escape(text[begin:end]), "</mark>")
        place = end
    return "".join((*pieces, escape(text[place:])))
