"""The site's own words, a catalogue for each language; languages without one see English, marked as such."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

FALLBACK = "en"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})
_FOLDER = Path(__file__).parent


class Words:
    """Called with a name, it gives the words: `words("photo", credit="…")`."""

    def __init__(self, lang: str, catalogue: dict[str, Any]) -> None:
        self.lang = lang
        self.catalogue = catalogue

    def __call__(self, name: str, /, **values: object) -> str:
        text: str = self.catalogue[name]
        return text.format(**values) if values else text

    def count(self, name: str, count: int) -> str:
        return self(f"{name}_one") if count == 1 else self(f"{name}_many", count=count)

    def date(self, value: str) -> str:
        """A date or a time of a document, as people of this language write its day."""
        day = datetime.fromisoformat(value).date() if "T" in value else date.fromisoformat(value)
        return self("date", day=day.day, month=self.catalogue["months"][day.month - 1], year=day.year)


@cache
def words_for(locale: str) -> Words:
    for lang in (locale, locale.partition("-")[0], FALLBACK):
        path = _FOLDER / f"{lang}.json"
        if path.is_file():
            return Words(lang, json.loads(path.read_text(encoding="utf-8")))
    raise FileNotFoundError(_FOLDER / f"{FALLBACK}.json")


def language_name(locale: str) -> str:
    """What speakers call their language, or its code where no catalogue says."""
    words = words_for(locale)
    return words("language") if words.lang == locale.partition("-")[0] else locale


def direction(locale: str) -> str:
    return "rtl" if locale.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
