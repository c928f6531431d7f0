"""Query parameters: each is known and valid, or the answer says which are."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils.dateparse import parse_date

from .problems import Problem

_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,200}")


def require_known(query: QueryDict, known: Iterable[str]) -> None:
    """Raise a problem that names the first parameter that is unknown or given twice, and those known."""
    for name, values in query.lists():
        if name not in known:
            detail = f"This address has no parameter “{name}”. It has {_listed(known) or 'none'}."
            raise Problem("unknown-parameter", detail, parameter=name, known=sorted(known))
        if len(values) > 1:
            raise invalid(name, f"“{name}” is given {len(values)} times.")


def read_locale(query: QueryDict, *others: str) -> str:
    """The language asked for, or the default one."""
    locale = query.get("locale", settings.LANGUAGE_CODE)
    known = [code for code, _ in settings.LANGUAGES] + list(others)
    if locale not in known:
        raise invalid("locale", f"There is no locale “{locale}”. There is {_listed(known)}.")
    return str(locale)


def read_limit(query: QueryDict, *, default: int, maximum: int) -> int:
    return read_number(query, "limit", default=default, minimum=1, maximum=maximum)


def read_number(query: QueryDict, name: str, *, default: int, minimum: int, maximum: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and minimum <= int(text[:9]) <= maximum):
        raise invalid(name, f"“{name}” is a whole number from {minimum} to {maximum}.")
    return int(text)


def read_choice(query: QueryDict, name: str, choices: Iterable[str]) -> str | None:
    value = query.get(name)
    if value is not None and value not in choices:
        raise invalid(name, f"“{name}” is one of {_listed(choices)}.")
    return value


def read_flag(query: QueryDict, name: str) -> bool | None:
    """True or false, or none if it is not asked for."""
    value = read_choice(query, name, ("true", "false"))
    return None if value is None else value == "true"


def read_day(name: str, text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise invalid(name, f"“{name}” is a day, such as 2026-05-04.")
    return day


def require_uuid(name: str, text: str) -> UUID:
    """The id that a parameter must be."""
    value = read_uuid(text)
    if value is None:
        raise invalid(name, f"“{name}” is an id, such as 3814dc00-2857-5d75-a101-33417d8106bb.")
    return value


def read_uuid(text: str) -> UUID | None:
    """A `content_id`, written as documents write it, or none: then it is a slug."""
    if len(text) != 36:
        return None
    try:
        return UUID(text)
    except ValueError:
        return None


def is_slug(text: str) -> bool:
    """Whether this can be a slug at all. What cannot, such as a NUL, is not shown to the database."""
    return _SLUG.fullmatch(text) is not None


def invalid(name: str, detail: str) -> Problem:
    return Problem("invalid-parameter", detail, parameter=name)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in sorted(names))
