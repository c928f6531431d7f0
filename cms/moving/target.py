"""The database that a hub is moved to: of equal tables, and holding only what migrations made."""

from typing import Any

from django.core.management.color import no_style
from django.db import IntegrityError, connection
from django.db.migrations.recorder import MigrationRecorder

from .refusals import MoveRefused
from .rows import Model, delete_rows, moved_models

MADE_BY_MIGRATIONS = frozenset(
    {
        "articles.articleindexpage",
        "auth.group",
        "auth.group_permissions",
        "library.siteprofile",
        "wagtailcore.collection",
        "wagtailcore.groupapprovaltask",
        "wagtailcore.groupapprovaltask_groups",
        "wagtailcore.groupcollectionpermission",
        "wagtailcore.grouppagepermission",
        "wagtailcore.locale",
        "wagtailcore.page",
        "wagtailcore.site",
        "wagtailcore.task",
        "wagtailcore.workflow",
        "wagtailcore.workflowcontenttype",
        "wagtailcore.workflowpage",
        "wagtailcore.workflowtask",
    }
)
"""Tables that have rows before anybody has done anything. Whoever does something leaves others."""


def applied_migrations() -> dict[str, list[str]]:
    """The migrations of every app whose rows go along: what says whether two databases have equal tables."""
    labels = {model._meta.app_label for model in moved_models()}
    applied = MigrationRecorder(connection).applied_migrations()
    return {label: sorted(name for app, name in applied if app == label) for label in sorted(labels)}


def refuse_other_schema(told: dict[str, list[str]]) -> None:
    """Refuse rows of other tables than these."""
    here = applied_migrations()
    others = sorted(label for label in {*told, *here} if told.get(label) != here.get(label))
    if others:
        raise MoveRefused(
            f"The archive was made with other migrations of {', '.join(others)} than this database has. "
            "Update both hubs to the same version, migrate both, and export again."
        )


def refuse_unless_empty() -> None:
    """Refuse to replace what anybody has done here."""
    tables = [model for model in moved_models() if model._meta.label_lower not in MADE_BY_MIGRATIONS]
    used = [model for model in tables if model._base_manager.exists()]
    if used:
        counts = ", ".join(f"{model._meta.label} {model._base_manager.count()}" for model in used)
        raise MoveRefused(
            f"This database is in use ({counts}). Import into a new one, on which only migrate was run."
        )


def clear() -> None:
    """Make room: what migrations make comes with the archive."""
    for model in moved_models():
        delete_rows(model)


def finish_tables(models: list[Model]) -> None:
    """Let the database count on from the last row, and have it check every reference between rows now."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _with_own_keys(models)):
            cursor.execute(statement)
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise MoveRefused(f"A row of the archive refers to one that it does not hold: {error}") from error


def _with_own_keys(models: list[Model]) -> list[Any]:
    return [model for model in models if model._meta.auto_field]
