"""The clinic itself, live from the first day: every document and every page of the site names it."""

from typing import Any

from django.conf import settings
from django.db import migrations
from django.utils import timezone


def introduce_clinic(apps: Any, schema_editor: Any) -> None:
    Locale = apps.get_model("wagtailcore", "Locale")
    apps.get_model("library", "SiteProfile").objects.create(
        locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE),
        name=settings.CLINIC_NAME,
        attribution=f"Published by {settings.CLINIC_NAME}.",
        emergency="In an emergency, call your local emergency number.",
        live=True,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
    )


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]

    operations = [migrations.RunPython(introduce_clinic, migrations.RunPython.noop)]
