"""Those who write articles see which codes lack one."""

from importlib import import_module
from typing import Any

from django.db import migrations

_permission = import_module("cms.desk.migrations.0001_groups")._permission


def give_permission(apps: Any, schema_editor: Any) -> None:
    permission = _permission(apps, "feedback", "unmatchedcode", "change_unmatchedcode")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=("Editors", "Moderators")):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_groups"), ("feedback", "0001_unmatched_codes")]

    operations = [migrations.RunPython(give_permission, migrations.RunPython.noop)]
