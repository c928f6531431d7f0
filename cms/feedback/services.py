"""The only code that writes feedback."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction

from .models import DISPLAY_LENGTH, UnmatchedCode

MOST = 10_000
"""So many codes are kept: a stranger who asks for all there are fills no disk."""
_COLUMNS = ("system", "code", "locale", "display", "times", "days", "first_asked_on", "last_asked_on")


class Unmatched(NamedTuple):
    """A code that was asked for: its system's address, its one spelling, and its name as the asker has it."""

    system: str
    code: str
    display: str = ""


def count_unmatched(*, codes: Iterable[Unmatched], locale: str, on: date) -> None:
    """Count these codes as asked for once more. When there are too many, the least recent ones go."""
    asked = {(each.system, each.code): _clean(each.display) for each in codes}
    # In one order, so that two requests that count the same codes never wait for each other.
    rows = [(*key, locale, asked[key], 1, 1, on, on) for key in sorted(asked)]
    if rows:
        with transaction.atomic():
            if _add(rows):
                _drop_least_recent()


def dismiss_codes(*, keys: Iterable[int], on: date) -> int:
    """Leave codes out of what is open, whoever asks for them again. How many that changed."""
    return UnmatchedCode.objects.open().filter(pk__in=keys).update(dismissed_on=on)


def reopen_codes(*, keys: Iterable[int]) -> int:
    """Take dismissed codes back among what is open. How many that changed."""
    return UnmatchedCode.objects.dismissed().filter(pk__in=keys).update(dismissed_on=None)


def _add(rows: list[tuple[Any, ...]]) -> bool:
    """In one statement, which the ORM has no words for; whether any of the codes is new."""
    meta = UnmatchedCode._meta
    fields = [meta.get_field(name) for name in _COLUMNS]
    values = [
        field.get_db_prep_save(value, connection)
        for row in rows
        for field, value in zip(fields, row, strict=True)
    ]
    row = f"({', '.join(['%s'] * len(_COLUMNS))})"
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT.format(columns=", ".join(_COLUMNS), rows=", ".join([row] * len(rows))), values)
        return any(times == 1 for (times,) in cursor.fetchall())


_UPSERT = """
INSERT INTO feedback_unmatchedcode AS kept ({columns}) VALUES {rows}
ON CONFLICT (system, code, locale) DO UPDATE SET
    times = kept.times + 1,
    days = kept.days + CASE WHEN kept.last_asked_on < excluded.last_asked_on THEN 1 ELSE 0 END,
    last_asked_on = excluded.last_asked_on,
    display = CASE WHEN kept.display = '' THEN excluded.display ELSE kept.display END
RETURNING times
"""


def _drop_least_recent() -> None:
    order = UnmatchedCode.objects.order_by("-last_asked_on", "-times", "-pk")
    UnmatchedCode.objects.filter(pk__in=order.values("pk")[MOST:]).delete()


def _clean(display: str) -> str:
    """One line of what can be seen, as long as the column."""
    words = "".join(char if char.isprintable() else " " for char in display).split()
    return " ".join(words)[:DISPLAY_LENGTH]
