"""Rows of every model as lines of JSON, and back, by Django's serializers."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import IO, Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.jsonl import Deserializer, Serializer
from django.db import DatabaseError, connection, models, reset_queries

from .refusals import MoveRefused

_LEFT_BEHIND_APPS = ("contenttypes", "sessions", "django_tasks_database", "wagtailsearch")
_LEFT_BEHIND = ("auth.permission", "wagtailcore.referenceindex")
"""What every database makes for itself, what is worth nothing elsewhere, and what is made from the rest."""
_BATCH = 500

Model = type[models.Model]


def moved_models() -> list[Model]:
    """Every table that goes along, those between two others included."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy and _goes_along(model)]


def _goes_along(model: Model) -> bool:
    return model._meta.app_label not in _LEFT_BEHIND_APPS and model._meta.label_lower not in _LEFT_BEHIND


class _ExactEncoder(DjangoJSONEncoder):
    """Django's own leaves out what is less than a millisecond."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else super().default(value)


class _RowSerializer(Serializer):
    """One table's own columns. What has another primary key in every database goes by its name."""

    def handle_fk_field(self, obj: Any, field: Any) -> None:
        model, key = field.remote_field.model, getattr(obj, field.attname)
        if model is ContentType and key is not None:
            self._current[field.name] = ContentType.objects.get_for_id(key).natural_key()
            return
        self.use_natural_foreign_keys = model is Permission
        super().handle_fk_field(obj, field)

    def handle_m2m_field(self, obj: Any, field: Any) -> None:
        """The table between the two is written as what it is: a table."""


def write_rows(model: Model, stream: IO[str]) -> int:
    """Write all rows of a table; returns how many there were."""
    counted = _Counted(model._base_manager.order_by("pk").iterator(chunk_size=_BATCH))
    _RowSerializer().serialize(counted, stream=stream, cls=_ExactEncoder)
    return counted.count


class _Counted:
    """Counts what passes through it."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Any]:
        for row in self._rows:
            self.count += 1
            yield row


def read_rows(model: Model, lines: Iterable[str]) -> int:
    """Insert rows as they are: no signal is sent, no default made, no `save` called. Returns how many."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    rows, count = _deserialize(model, lines), 0
    while batch := list(islice(rows, _BATCH)):
        _insert(model, fields, batch)
        reset_queries()  # In development Django keeps what was asked, all these rows with it.
        count += len(batch)
    return count


def _deserialize(model: Model, lines: Iterable[str]) -> Iterator[Any]:
    try:
        for row in Deserializer(lines):
            if type(row.object) is not model:
                raise MoveRefused(
                    f"The archive has a row of another table among those of {model._meta.label}."
                )
            yield row.object
    except DeserializationError as error:
        raise MoveRefused(
            f"A row of {model._meta.label} cannot be read: {error or error.__cause__}"
        ) from error


def _insert(model: Model, fields: list[Any], rows: list[Any]) -> None:
    size = connection.ops.bulk_batch_size(fields, rows)
    try:
        for start in range(0, len(rows), size):
            model._base_manager._insert(rows[start : start + size], fields=fields, raw=True)
    except DatabaseError as error:
        raise MoveRefused(f"The rows of {model._meta.label} do not fit this database: {error}") from error


def delete_rows(model: Model) -> None:
    """Empty a table. References to it are looked at when the transaction ends."""
    model._base_manager.all()._raw_delete(using=connection.alias)
