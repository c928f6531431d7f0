"""Queries that the ORM compiles once per process.

Compiling such a query costs the ORM more than the database needs to answer it. So a hot read states its query
in the models' terms, with slots for the values that change, and keeps the SQL.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from django.db.models import QuerySet, Value
from psycopg.pq import Format

from .connections import binds_on_server


class Slot(Value):
    """A place in a compiled query; each execution names its value. It takes the column's own form of it."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def prepare(self, values: dict[str, Any]) -> Any:
        """The value for this slot, as the database's driver wants it."""
        return self.output_field.get_db_prep_value(values[self.value], connection, prepared=False)


def text(name: str) -> Slot:
    return Slot(name, output_field=models.CharField())


def uuid(name: str) -> Slot:
    return Slot(name, output_field=models.UUIDField())


def number(name: str) -> Slot:
    return Slot(name, output_field=models.BigIntegerField())


def moment(name: str) -> Slot:
    return Slot(name, output_field=models.DateTimeField())


def day(name: str) -> Slot:
    return Slot(name, output_field=models.DateField())


class CompiledQuery:
    """The SQL of a `values_list` queryset, executed by cursor, its columns converted as the ORM would.

    Where PostgreSQL binds the values it may send columns as they are, too: a document then needs half as many
    bytes, and nobody reads them one by one. Only JSON would then be more than the ORM's converter takes.
    """

    def __init__(self, queryset: "QuerySet[Any, Any]") -> None:
        self._compiler = queryset.query.get_compiler(using=connection.alias)
        sql, params = self._compiler.as_sql()
        # By name: Django's cursor for SQLite searches the whole text for values that go by their place.
        self._params = {f"p{place}": each for place, each in enumerate(params)}
        self._sql = sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in self._params)
        columns = [column for column, _, _ in self._compiler.select]
        self._converters = self._compiler.get_converters(columns)
        self._binary = binds_on_server() and not any(_is_json(column) for column in columns)

    def rows(self, **values: Any) -> Iterator[Any]:
        params = {
            name: each.prepare(values) if isinstance(each, Slot) else each
            for name, each in self._params.items()
        }
        with connection.cursor() as cursor:
            if self._binary:
                cursor.cursor.format = Format.BINARY
            cursor.execute(self._sql, params)
            fetched = cursor.fetchall()
        return iter(
            self._compiler.apply_converters(fetched, self._converters) if self._converters else fetched
        )


def _is_json(column: Any) -> bool:
    return isinstance(column.output_field, models.JSONField)
