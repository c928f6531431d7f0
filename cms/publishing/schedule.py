"""What time does: scheduled revisions go live, expired things go, and reviews fall overdue."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from cms.editions.models import Thing
from cms.library.given import Key

from .heal import publish_keys
from .kinds import MODELS
from .refusals import PublishRefused
from .unit import unit

logger = logging.getLogger(__name__)


def run_due() -> int:
    """Do all that is due, each in a unit of its own; returns how much was done."""
    return sum(_attempt(act) for act in [*_due_revisions(), *_expired()]) + _recompile_stale()


def _attempt(act: Callable[[], Any]) -> bool:
    try:
        with unit():
            act()
    except PublishRefused as refusal:
        logger.error("Scheduled, and refused: %s", refusal)
        return False
    return True


def _due_revisions() -> Iterator[Callable[[], Any]]:
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at")
    for revision in due:
        yield partial(revision.publish, log_action="wagtail.publish.scheduled")


def _expired() -> Iterator[Callable[[], Any]]:
    parts = [model for model in MODELS.values() if issubclass(model, DraftStateMixin)]
    for model in dict.fromkeys(Page if issubclass(model, Page) else model for model in parts):
        for item in model.objects.filter(live=True, expire_at__lte=timezone.now()):
            yield partial(item.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")


def _recompile_stale() -> int:
    """Things whose documents said that they would hold until now, such as until a review is overdue."""
    stale = Thing.objects.published().filter(fresh_until__lte=timezone.now())
    keys = list(stale.values_list("content_id", "locale"))
    return sum(_recompile(key) for key in keys)


def _recompile(key: Key) -> int:
    count, refusals = publish_keys({key: {"reason": "review"}})
    for refusal in refusals:
        logger.error("Its review is due, and its new edition is refused: %s", refusal)
    return count
