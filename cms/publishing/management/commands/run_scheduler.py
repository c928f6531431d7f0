"""The process that does what is due, and drains what cascades left pending."""

import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from cms.publishing.drain import drain_all
from cms.publishing.schedule import run_due


class Command(BaseCommand):
    help = (
        "Publishes what is scheduled, to the second, and compiles what is pending. Runs until it is stopped."
    )
    stopped = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between two looks.")
        parser.add_argument("--once", action="store_true", help="Look once, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        while True:
            self._look()
            if options["once"] or self.stopped:
                return
            time.sleep(options["interval"])

    def _look(self) -> None:
        try:
            run_due()
            drain_all()
        except OperationalError as error:
            close_old_connections()
            self.stderr.write(f"The database did not answer; trying again. {error}")

    def _stop(self, *args: Any) -> None:
        self.stopped = True
