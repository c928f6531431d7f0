"""The audit: is everything that was published still what was published, and is it what is live?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.editions.audit import Finding, count_ledger
from cms.publishing.audit import audit, mend


class Command(BaseCommand):
    help = "Checks every edition, thing, route and inclusion, and compares the ledger with what is live."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair",
            action="store_true",
            help="Mend what can be mended without inventing anything. Stored documents are never rewritten.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = self._report()
        if found and options["repair"]:
            for reason in mend(found):
                self.stdout.write(reason)
            self.stdout.write("After the repair:")
            if left := self._report():
                raise CommandError(f"{len(found)} findings; {len(left)} are left.")
        elif found:
            raise CommandError(f"{len(found)} findings. {_advise(found)}")
        self.stdout.write(f"Nothing wrong: {count_ledger()}.")

    def _report(self) -> list[Finding]:
        found = []
        for finding in audit():
            self.stdout.write(str(finding))
            found.append(finding)
        return found


def _advise(found: list[Finding]) -> str:
    mendable = sum(bool(finding.mend) for finding in found)
    return f"{mendable} of them can be mended by --repair." if mendable else "None can be mended by --repair."
