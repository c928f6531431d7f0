"""Heals the ledger: run it after a migration, and whenever an address in the settings has changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.editions.resigning import sign_unsigned
from cms.publishing.drain import drain_all
from cms.publishing.heal import heal


class Command(BaseCommand):
    help = "Compiles everything that is live and publishes what differs from the ledger."

    def handle(self, *args: Any, **options: Any) -> None:
        sign_unsigned()
        drain_all()
        stored, refusals = heal()
        drain_all()
        self.stdout.write(
            f"{stored} editions stored." if stored else "Nothing to do: the ledger is complete."
        )
        if refusals:
            raise CommandError("\n".join(["Not everything could be published.", *refusals]))
