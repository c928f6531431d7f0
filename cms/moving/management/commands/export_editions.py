"""A whole hub becomes one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.moving.services import export_hub


class Command(BaseCommand):
    help = "Writes everything there is, rows, files and the ledger, to one archive for import_editions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="The archive to write, such as hub.zip.")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        written, lost = export_hub(path)
        for name in lost:
            self.stderr.write(f"The file {name} is named, and is not in the media folder.")
        self.stdout.write(f"{path}: {written}. It holds password hashes: keep it where nobody else reads it.")
