"""Pages of rows in the order in which they were made, the newest first."""

from typing import Any, NamedTuple

from django.db.models import QuerySet

from ..cursors import AFTER
from ..pages import Page

ORDER = "-sequence"


class Row(NamedTuple):
    """A row and its place."""

    value: int
    pk: int
    item: Any


def find_rows(rows: "QuerySet[Any]", page: Page, column: str = "pk") -> list[Row]:
    """A page's rows and one more, by a column that only grows."""
    order = f"-{column}"
    if page.place and page.place.side == AFTER:
        rows = rows.filter(**{f"{column}__lt": page.place.pk})
    elif page.place:
        rows, order = rows.filter(**{f"{column}__gt": page.place.pk}), column
    found = rows.order_by(order)[: page.limit + 1]
    return [Row(getattr(each, column), getattr(each, column), each) for each in found]
