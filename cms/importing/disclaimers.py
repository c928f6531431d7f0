"""Telling the disclaimer from the prose around it."""

import re
from collections.abc import Iterator, Sequence

from .source import Form, NumberedItem, Passage

Prose = Sequence[Passage | NumberedItem]

# Words that only a disclaimer uses, wherever it stands.
PLAIN_SIGNS = re.compile(
    r"may not (?:be applicable|apply) to|not (?:\w+ ){0,3}(?:substitute|replacement) for|^disclaimer\b"
    r"|not (?:\w+ ){0,3}medical advice|(?:informational|information|educational) purposes|medical disclaimer"
    r"|no (?:es|constituyen?|sustituyen?|reemplazan?)\b.{0,40}(?:consejo|asesor|consulta|opini|atenci)"
    r"|pueden? no (?:ser aplicables?|aplicarse|aplicar)|fines (?:informativos|educativos)"
    r"|(?:aviso|descargo|exención)\b.{0,20}(?:m[ée]dico|legal|responsabilidad)",
    re.IGNORECASE,
)
# Words that a disclaimer shares with ordinary advice: they count in a short last paragraph alone.
CLOSING_SIGNS = re.compile(
    r"consult (?:with )?(?:your|a)\b|seek (?:immediate |prompt )?medical|(?:talk|speak) (?:to|with) your"
    r"|(?:ask|follow) your (?:doctor|surgeon|provider|medical team|care team)"
    r"|consulte (?:con |a )?(?:su|un)\b|busque (?:atenci[óo]n|ayuda) m[ée]dica|hable con su",
    re.IGNORECASE,
)
HEADING_SIGNS = re.compile(r"disclaimer|aviso (?:m[ée]dico|legal)|descargo|exención", re.IGNORECASE)
MOST_CLOSING_WORDS = 80


def find_disclaimer(prose: Prose) -> tuple[int, ...]:
    """The places of the disclaimer's passages in an article's prose."""
    places = tuple(_plain_places(prose))
    if not places and len(prose) > 1 and _is_closing(prose[-1]):
        return (len(prose) - 1,)
    return places


def find_disclaimer_heading(prose: Prose, places: Sequence[int]) -> tuple[Passage, ...]:
    before = prose[places[0] - 1] if places and places[0] else None
    return (before,) if isinstance(before, Passage) and before.form is Form.HEADING else ()


def _plain_places(prose: Prose) -> Iterator[int]:
    under_heading = goes_on = False
    for place, passage in enumerate(prose):
        if not isinstance(passage, Passage):
            under_heading = goes_on = False
        elif passage.form is Form.HEADING:
            under_heading, goes_on = _matches(HEADING_SIGNS, passage), False
        elif (
            under_heading or _matches(PLAIN_SIGNS, passage) or (goes_on and _matches(CLOSING_SIGNS, passage))
        ):
            goes_on = True
            yield place
        else:
            goes_on = False


def _is_closing(passage: Passage | NumberedItem) -> bool:
    if not isinstance(passage, Passage) or passage.form is not Form.PARAGRAPH:
        return False
    return len(passage.lines[0].split()) <= MOST_CLOSING_WORDS and _matches(CLOSING_SIGNS, passage)


def _matches(signs: re.Pattern[str], passage: Passage) -> bool:
    return any(signs.search(line) for line in passage.lines)
