"""Those who review articles review guides."""

from importlib import import_module
from typing import Any

from django.db import migrations

_permission = import_module("cms.desk.migrations.0001_groups")._permission


def give_permission(apps: Any, schema_editor: Any) -> None:
    permission = _permission(apps, "articles", "guidepage", "review_guidepage")
    for group in apps.get_model("auth", "Group").objects.filter(name="Reviewers"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_unmatched_codes"), ("articles", "0004_guides")]

    operations = [migrations.RunPython(give_permission, migrations.RunPython.noop)]
