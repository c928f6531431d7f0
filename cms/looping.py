"""Commands that run until they are stopped, whatever happens to one of their looks."""

import logging
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError, close_old_connections

logger = logging.getLogger(__name__)


class LoopingCommand(BaseCommand):
    """Looks what there is to do, again and again. Any number of them may run at once."""

    stopped = False

    def look(self, until: float, *, once: bool) -> None:
        """Do what there is to do; with `once` all of it, otherwise about until this moment (monotonic)."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between two looks.")
        parser.add_argument("--once", action="store_true", help="Do all there is to do, then stop.")

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
        try:
            self.look(until, once=once)
        except (DatabaseError, InterfaceError) as error:
            close_old_connections()
            self.stderr.write(f"The database did not answer; trying again. {error}")
        except Exception:
            logger.exception("A look failed; the next look tries again.")

    def _stop(self, *args: Any) -> None:
        self.stopped = True
