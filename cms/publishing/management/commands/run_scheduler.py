"""The process that does what is due, and drains what cascades left pending."""

import time

from cms.looping import LoopingCommand
from cms.publishing.drain import drain_batch
from cms.publishing.purging import purge_changes
from cms.publishing.schedule import run_due


class Command(LoopingCommand):
    help = (
        "Publishes what is scheduled, to the second, and compiles what is pending. Runs until it is stopped; "
        "any number may run at once."
    )

    def look(self, until: float, *, once: bool) -> None:
        """What is due comes first: a long cascade leaves off for it, and goes on at the next look."""
        run_due()
        while purge_changes():
            pass
        while not self.stopped and (once or time.monotonic() < until) and drain_batch():
            pass
