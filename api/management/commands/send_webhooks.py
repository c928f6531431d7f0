"""The process that brings the changes feed to webhooks."""

import logging
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from api.push.sending import send_webhooks

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Sends every webhook what it has not been told yet. Runs until it is stopped; any number may run."
    stopped = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between two looks.")
        parser.add_argument("--once", action="store_true", help="Send all there is to send, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        while not self.stopped:
            sent = self._look()
            if options["once"] and not sent:
                return
            if not sent:
                time.sleep(options["interval"])

    def _look(self) -> int:
        try:
            return send_webhooks()
        except Exception:
            logger.exception("Webhooks could not be sent; the next look tries again.")
            close_old_connections()
            return 0

    def _stop(self, *args: Any) -> None:
        self.stopped = True
