"""Words as they are stored and looked for: without case and accents, and cut to their stems."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_LANGUAGES = {"en": "english", "es": "spanish"}
LONGEST = 60
"""What is longer is no word, and databases keep none of any length."""


def words(text: str) -> Iterator[str]:
    """A text's words, in their order."""
    for match in _WORD.finditer(text):
        yield match[0][:LONGEST]


def stems(text: str, locale: str) -> Iterator[str]:
    """What these words are found by."""
    return (stem(word, locale) for word in words(text))


@lru_cache(maxsize=1 << 17)
def stem(word: str, locale: str) -> str:
    """Accents go first: who searches leaves them out as often as not."""
    folded = fold(word)
    stemmer = _stemmer(locale.partition("-")[0])
    return str(stemmer.stemWord(folded)) if stemmer else folded


def fold(word: str) -> str:
    """Without case and accents. Of what becomes several words, or none, nothing changes but the case."""
    if word.isascii():
        return word.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return plain if _WORD.fullmatch(plain) else word.lower()


def _stemmer(language: str) -> Any:
    """Of a language without a stemmer, words are found as they are.

    A new one each time: it keeps the word it works on, and two threads would cut one another's words.
    """
    return snowballstemmer.stemmer(_LANGUAGES[language]) if language in _LANGUAGES else None
