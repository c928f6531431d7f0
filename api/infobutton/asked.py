"""What a request asks for. Parameters that are not read, a patient's age among them, go nowhere."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.http import QueryDict

from cms.codes import CodeSystem, find_system

from ..answers import JSON
from ..parameters import invalid

MOST = 50
LONGEST = 500
CRITERIA = "mainSearchCriteria.v"
LANGUAGES = ("informationRecipient.languageCode.c", "informationRecipient.languageCode")
RESPONSE_TYPE = "knowledgeResponseType"
XML = "text/xml"
TYPES = (XML, "application/atom+xml", JSON)
TERM = r" *[!-~]+ *"
LANGUAGE_TAG = r"([A-Za-z]{2,8})([-_][A-Za-z0-9]{1,8})*"
_PARAMETER = re.compile(r"mainSearchCriteria\.v\.(cs|c|dn)(\d{0,2})", re.ASCII)
_LANGUAGE = re.compile(LANGUAGE_TAG, re.ASCII | re.IGNORECASE)
# MedlinePlus Connect takes both for Spanish.
_OTHER_NAMES = {"sp": "es"}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One code of a request, and the number that its parameters end with, if they do."""

    number: str
    system: str
    code: str
    display: str
    known: CodeSystem | None = field(init=False)
    spelled: str | None = field(init=False)

    def __post_init__(self) -> None:
        known = find_system(self.system)
        object.__setattr__(self, "known", known)
        object.__setattr__(self, "spelled", known.spell(self.code) if known else None)

    @property
    def values(self) -> list[str]:
        """What articles may be found by."""
        return self.known.values(self.spelled) if self.known and self.spelled else []


def read_criteria(query: QueryDict) -> list[Criterion]:
    """The codes, each of a system, in the order of their numbers."""
    given: dict[str, dict[str, str]] = {}
    for name in query:
        if match := _PARAMETER.fullmatch(name):
            part, number = match.groups()
            given.setdefault(number, {})[part] = (
                _read(query, name) if part == "dn" else _read_term(query, name)
            )
    if not given:
        raise invalid(f"{CRITERIA}.c", f"“{CRITERIA}.c” is the code to look up, “{CRITERIA}.cs” its system.")
    if len(given) > MOST:
        raise invalid(f"{CRITERIA}.c", f"One request has at most {MOST} codes.")
    return [_criterion(number, given[number]) for number in sorted(given, key=_order)]


def read_language(query: QueryDict) -> str:
    """The language asked for if things are published in it, else the default one."""
    name = next((each for each in LANGUAGES if each in query), None)
    tag = _read(query, name).lower() if name else settings.LANGUAGE_CODE
    match = _LANGUAGE.fullmatch(tag)
    if name and not match:
        raise invalid(name, f"“{name}” is a language, such as “es” or “es-US”.")
    primary = match[1] if match else tag
    locales = {code.lower(): code for code, _ in settings.LANGUAGES}
    wanted = (tag.replace("_", "-"), _OTHER_NAMES.get(primary, primary))
    return next((locales[each] for each in wanted if each in locales), settings.LANGUAGE_CODE)


def read_type(query: QueryDict) -> str | None:
    """The media type of the answer, if the request names one rather than accepting one."""
    if RESPONSE_TYPE not in query:
        return None
    media_type = _read(query, RESPONSE_TYPE).partition(";")[0].strip().lower()
    if media_type not in TYPES:
        # JSONP is what MedlinePlus Connect has besides; any page may read our JSON without it.
        raise invalid(RESPONSE_TYPE, f"“{RESPONSE_TYPE}” is one of {', '.join(TYPES)}.")
    return media_type


def _criterion(number: str, parts: dict[str, str]) -> Criterion:
    for part, meaning in (("c", "the code"), ("cs", "the OID or URI of the code's system")):
        if not parts.get(part):
            name = f"{CRITERIA}.{part}{number}"
            raise invalid(name, f"“{name}” is missing: {meaning}.")
    return Criterion(number, parts["cs"], parts["c"], parts.get("dn", ""))


def _read_term(query: QueryDict, name: str) -> str:
    term = _read(query, name)
    if not re.fullmatch(TERM, query[name]):
        raise invalid(name, f"“{name}” is one word, of letters, digits and marks of ASCII.")
    return term


def _read(query: QueryDict, name: str) -> str:
    values = query.getlist(name)
    if len(values) > 1:
        raise invalid(
            name, f"“{name}” is given {len(values)} times. A further code has parameters of its own."
        )
    if len(values[0]) > LONGEST:
        raise invalid(name, f"“{name}” has at most {LONGEST} characters.")
    # What cannot be seen is no part of a name, and XML could not repeat it.
    return "".join(char if char.isprintable() else " " for char in values[0]).strip()


def _order(number: str) -> tuple[int, str]:
    return int(number or -1), number
