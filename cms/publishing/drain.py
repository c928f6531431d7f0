"""Compiles what cascades left pending, a batch at a time, always to completion."""

import logging

from django.db import connection, transaction

from .heal import BATCH, publish_keys
from .models import PendingRecompile

logger = logging.getLogger(__name__)


def drain_all() -> int:
    """Drain until nothing is pending; returns how many things were compiled."""
    total = 0
    while count := drain_batch():
        total += count
    return total


def drain_batch() -> int:
    """Compile one batch, most urgent first, in one transaction that also deletes its rows.

    What is refused keeps the edition it has, which was complete; the reason goes to the log.
    """
    with transaction.atomic():
        rows = PendingRecompile.objects.next_first()
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        batch = list(rows[:BATCH])
        PendingRecompile.objects.filter(pk__in=[row.pk for row in batch]).delete()
        _, refusals = publish_keys({(row.content_id, row.locale): row.because for row in batch})
    for refusal in refusals:
        logger.error("Left as it was published before. %s", refusal)
    return len(batch)
