"""From the codes of a request to the articles that answer them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from cms.editions.codes import Coded, Match, find_coded, match_codes

from .asked import Criterion

MOST_FOR_ONE = 10
"""So many articles answer one code at most."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A code that led nowhere, and why: `no-article`, `not-a-code` or `unknown-system`."""

    criterion: Criterion
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article, and each code that led to it with what it was found by."""

    article: Coded
    answers: Sequence[tuple[Criterion, str]]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was asked, and everything that was found."""

    criteria: Sequence[Criterion]
    locale: str
    entries: Sequence[Entry]
    unmatched: Sequence[Unanswered]


def look_up(criteria: Sequence[Criterion], locale: str) -> LookedUp:
    """With two queries, however many codes there are, and one if nothing is found."""
    locales = list(dict.fromkeys((locale, settings.LANGUAGE_CODE)))
    matches = match_codes([each.values for each in criteria], locales)
    articles = find_coded(set().union(*(match.content_ids for match in matches)), locales)
    answers: dict[UUID, list[tuple[Criterion, str]]] = {}
    for criterion, match in zip(criteria, matches, strict=True):
        for article in _first(match, articles):
            answers.setdefault(article.content_id, []).append((criterion, match.value))
    entries = [Entry(articles[content_id], answered) for content_id, answered in answers.items()]
    return LookedUp(criteria, locale, entries, list(_unanswered(criteria, matches)))


def _first(match: Match, articles: dict[UUID, Coded]) -> list[Coded]:
    """By title, in one order on every database."""
    found = (articles[content_id] for content_id in match.content_ids if content_id in articles)
    return sorted(found, key=lambda article: (article.title.casefold(), article.content_id))[:MOST_FOR_ONE]


def _unanswered(criteria: Sequence[Criterion], matches: Iterable[Match]) -> Iterable[Unanswered]:
    for criterion, match in zip(criteria, matches, strict=True):
        if not match.content_ids:
            yield Unanswered(criterion, _reason(criterion))


def _reason(criterion: Criterion) -> str:
    if criterion.known is None:
        return "unknown-system"
    return "no-article" if criterion.spelled else "not-a-code"
