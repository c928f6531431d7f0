"""Bring the database to what the code expects: its tables, demo content if empty, current editions."""

import os

import django
from django.core.management import call_command


def prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo")
    call_command("compile_editions")


if __name__ == "__main__":
    prepare()
