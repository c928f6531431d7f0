"""Writes what things are now. Called by the ledger's services alone."""

from collections.abc import Iterable

from django.db import connection

from .models import Thing

_NOW = (
    *("current", "sequence", "state", "audience", "path", "title", "url", "former_paths", "review_state"),
    *("published_at", "updated_at", "fresh_until"),
)


def save_things(things: Iterable[Thing]) -> None:
    """One prepared statement for all: Django's `bulk_update` takes ten times as long to write its own."""
    fields = [Thing._meta.get_field(name) for name in _NOW]
    quote = connection.ops.quote_name
    assignments = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    rows = [
        [*(field.get_db_prep_save(getattr(thing, field.attname), connection) for field in fields), thing.pk]
        for thing in things
    ]
    with connection.cursor() as cursor:
        table = quote(Thing._meta.db_table)
        cursor.executemany(f"UPDATE {table} SET {assignments} WHERE id = %s", rows)  # noqa: S608 (no values)
