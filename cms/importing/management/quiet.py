"""Commands say themselves what they did; Wagtail's line for each row would bury it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet_wagtail() -> Iterator[None]:
    log = logging.getLogger("wagtail")
    level = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(level)
