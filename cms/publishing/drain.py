"""Compiles what cascades left pending, a batch at a time, always to completion."""

import logging
from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError

from cms.editions.models import Thing
from cms.editions.services import lock_ledger

from .ahead import compile_ahead
from .cascade import Background
from .kinds import MODELS
from .models import Act, PendingRecompile
from .pending import claim_batch, put_off, take_claimed
from .refusals import PublishRefused
from .services import mark_done, record_refused
from .unit import unit
from .work import Work

logger = logging.getLogger(__name__)


def drain_all() -> int:
    """Drain until nothing is pending that nobody works at; returns how many things were compiled."""
    total = 0
    while count := drain_batch():
        total += count
    return total


def drain_batch() -> int:
    """Compile one batch, most urgent first. Its rows are deleted in the transaction that stores the editions.

    What is refused keeps the edition it has, and stays pending; the reason goes to the log and the desk.
    """
    batch = claim_batch()
    if batch:
        _compile(batch)
    return len(batch)


def _compile(batch: Sequence[PendingRecompile]) -> None:
    try:
        _publish(batch)
    except DatabaseError:
        raise
    except Exception as problem:
        if len(batch) > 1:
            for row in batch:
                _compile([row])
        else:
            _give_up(batch[0], problem)


def _publish(batch: Sequence[PendingRecompile]) -> None:
    """Compiled before the ledger is locked: under the lock it is only checked that it still holds."""
    ahead = compile_ahead(_works(batch))
    with unit() as work:
        lock_ledger()
        for row in take_claimed(list(batch)):
            work.note(row.content_id, row.locale, row.because)
        mark_done({(row.content_id, row.locale) for row in batch})
        work.background = Background(batch[0].cascade, ahead)


def _works(batch: Sequence[PendingRecompile]) -> list[Work]:
    kinds = list(MODELS)
    return [Work(kinds[row.rank], (row.content_id, row.locale), row.because) for row in batch]


def _give_up(row: PendingRecompile, problem: Exception) -> None:
    """It keeps the edition it has, which was complete, and is tried again later: the desk shows why."""
    put_off(row)
    record_refused(**_told(row), refusal=str(problem))
    if isinstance(problem, PublishRefused):
        logger.error("Left as it was published before. %s", problem)
    else:
        logger.error("A publication failed and was rolled back.", exc_info=problem)


def _told(row: PendingRecompile) -> dict[str, Any]:
    thing = Thing.objects.filter(content_id=row.content_id, locale=row.locale).first()
    return {
        "act": Act.RECOMPILE,
        "key": (row.content_id, row.locale),
        "title": thing.title if thing else str(row),
        "due_at": row.cascade.began_at,
    }
