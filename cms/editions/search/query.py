"""What somebody typed, understood: words, "phrases", and beginnings of words."""

import re
from dataclasses import dataclass

from django.db import connection

from .words import fold, stem, words

_PIECE = re.compile(r""""([^"]*)"?|([^\W_]+(?:[^\w\s"*]+[^\W_]+)*)(\*?)""")
MOST = 16
"""So many terms count. The rest of a long question narrows nothing."""


@dataclass(frozen=True)
class Term:
    """Stems that follow one another or, as `prefix`, the beginning of a word, after the stems `before` it."""

    stems: tuple[str, ...]
    prefix: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """Terms that must all be found."""

    terms: tuple[Term, ...]
    locale: str

    def __bool__(self) -> bool:
        return bool(self.terms)

    def for_database(self) -> str:
        """The same in the words of the database's own engine. Nothing in it was typed as it stands."""
        if connection.vendor == "postgresql":
            return " & ".join(_tsquery(term) for term in self.terms)
        return " AND ".join(_fts5(term) for term in self.terms)


def parse_query(typed: str, locale: str) -> Query:
    """The last word may be unfinished: it is looked for as a beginning too."""
    pieces = list(_PIECE.finditer(typed))
    last = pieces[-1] if pieces and not typed[-1].isspace() else None
    terms = (_term(piece, locale, unfinished=piece is last) for piece in pieces)
    return Query(tuple(dict.fromkeys(term for term in terms if term))[:MOST], locale)


def _term(piece: re.Match[str], locale: str, *, unfinished: bool) -> Term | None:
    phrase, typed, star = piece.groups()
    # What is written without spaces, as “M96.1” and “anti-inflammatory”, is looked for as it is written.
    found = list(words(phrase or typed or ""))[:MOST]
    if not found:
        return None
    stemmed = tuple(stem(word, locale) for word in found)
    if phrase is not None:
        return Term(stemmed)
    last = fold(found[-1])
    if star:
        return Term((), last, stemmed[:-1])
    # Of one letter or two, too much begins with them.
    return Term(stemmed, last, stemmed[:-1]) if unfinished and len(last) > 2 else Term(stemmed)


def _tsquery(term: Term) -> str:
    choices = [" <-> ".join(f"'{each}'" for each in term.stems)] if term.stems else []
    if term.prefix:
        choices.append(" <-> ".join((*(f"'{each}'" for each in term.before), f"'{term.prefix}':*")))
    return f"({' | '.join(choices)})"


def _fts5(term: Term) -> str:
    choices = [f'"{" ".join(term.stems)}"'] if term.stems else []
    if term.prefix:
        choices.append(f'"{" ".join((*term.before, term.prefix))}" *')
    return f"({' OR '.join(choices)})"
