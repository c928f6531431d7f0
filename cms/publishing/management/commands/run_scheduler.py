"""The process that does what is due, and drains what cascades left pending."""

import logging
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError, close_old_connections

from cms.publishing.drain import drain_batch
from cms.publishing.purging import purge_changes
from cms.publishing.schedule import run_due

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Publishes what is scheduled, to the second, and compiles what is pending. Runs until it is stopped; "
        "any number may run at once."
    )
    stopped = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between two looks.")
        parser.add_argument("--once", action="store_true", help="Do all that is due and pending, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        while not self.stopped:
            until = time.monotonic() + options["interval"]
            self._look(until, once=options["once"])
            if options["once"]:
                return
            time.sleep(max(0.0, until - time.monotonic()))

    def _look(self, until: float, *, once: bool) -> None:
        """What is due comes first: a long cascade leaves off for it, and goes on at the next look."""
        try:
            run_due()
            while purge_changes():
                pass
            while not self.stopped and (once or time.monotonic() < until) and drain_batch():
                pass
        except (DatabaseError, InterfaceError) as error:
            close_old_connections()
            self.stderr.write(f"The database did not answer; trying again. {error}")
        except Exception:
            logger.exception("A look at the schedule failed; the next one tries again.")

    def _stop(self, *args: Any) -> None:
        self.stopped = True
