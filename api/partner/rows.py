"""Pages of rows in the order in which they were made, the newest first."""

from typing import Any, NamedTuple

from django.db.models import QuerySet

from ..pages import Page

ORDER = "-sequence"


class Row(NamedTuple):
    """A row and its place."""

    value: int
    pk: int
    item: Any


def find_rows(rows: "QuerySet[Any]", page: Page, column: str = "pk") -> list[Row]:
    """A page's rows and one more, by a column that only grows."""
    return [Row(getattr(each, column), getattr(each, column), each) for each in page.newest(rows, column)]
