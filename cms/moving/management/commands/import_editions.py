"""One file becomes a whole hub."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.moving.refusals import MoveRefused
from cms.moving.services import import_hub


class Command(BaseCommand):
    help = "Puts an archive of export_editions into a new database, all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="The archive to read.")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            here = import_hub(path)
        except MoveRefused as refusal:
            raise CommandError(f"Nothing was imported. {refusal}") from refusal
        # What the admin searches by is made from the rows, each database in its own way.
        call_command("rebuild_references_index", verbosity=0)
        call_command("update_index", verbosity=0)
        self.stdout.write(f"Imported {here}; every digest and the chain are as they were.")
