"""Bring the database to what the code expects: its tables, demo content if empty, current editions."""

import os
import sys

import django
from django.core.management import CommandError, call_command


def prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo")
    try:
        call_command("compile_editions")
    except CommandError as refused:
        # What cannot be published is for an editor to mend, who needs a running hub for that.
        print(refused, file=sys.stderr)


if __name__ == "__main__":
    prepare()
