"""Destroys what old editions say, when somebody's identity got into one."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.editions.models import Edition
from cms.editions.redaction import RedactionRefused, find_redactable
from cms.publishing.redacting import redact

LEFT = (
    "Wagtail keeps the drafts that were published: delete them too, with manage.py purge_revisions. Backups, "
    "exports and whoever followed the feed have their own copies."
)


class Command(BaseCommand):
    help = (
        "Destroys the stored words of old editions, of every edition that holds them, and the files that "
        "only they name. Numbers, digests and the chain stay. What is shown now is never touched: publish it "
        "anew first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("content_id", type=UUID)
        parser.add_argument("locale")
        parser.add_argument("numbers", type=int, nargs="+", metavar="number", help="The edition; or several.")
        parser.add_argument("--noinput", action="store_true", help="Do not ask. There is no way back.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            editions = find_redactable(options["content_id"], options["locale"], options["numbers"])
        except RedactionRefused as refused:
            raise CommandError(str(refused)) from refused
        if not editions:
            self.stdout.write("All of it is redacted already.")
            return
        for edition in editions:
            self.stdout.write(_name(edition))
        if not options["noinput"] and input("Destroy these? There is no way back. Type “yes”: ") != "yes":
            raise CommandError("Nothing was destroyed.")
        files = redact(editions, timezone.now())
        for name in files:
            self.stdout.write(f"file {name}")
        self.stdout.write(f"Destroyed, editions: {len(editions)}, files: {len(files)}. {LEFT}")


def _name(edition: Edition) -> str:
    return f"{edition.thing.kind} “{edition.thing.title}” ({edition.thing.locale}), edition {edition.number}"
