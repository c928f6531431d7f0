"""What time does: scheduled revisions go live, expired things go, and what nobody reviewed is withdrawn."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision

from cms.library.given import Key

from .freshness import WITHDRAWN_OVERDUE, end_of_grace
from .kinds import MODELS, locale_of
from .models import Act, Moment, Reason, ReviewPolicy
from .refusals import PublishRefused
from .services import record_done, record_refused
from .stale import recompile_stale
from .unit import unit
from .withdrawals import Terms, withdraw

logger = logging.getLogger(__name__)
SCHEDULE = {"reason": "schedule"}


@dataclass(frozen=True)
class Due:
    """Something that is due. `take` finds its row again, locked and still due; `do` does it."""

    act: str
    key: Key
    title: str
    due_at: datetime
    take: Callable[[], Any]
    do: Callable[[Any], object]


def run_due() -> int:
    """Do all that is due, each in a unit of its own; returns how much was done."""
    waiting = _waiting()
    due = (each for each in _find_due() if (each.act, *each.key, each.due_at) not in waiting)
    return sum(_attempt(each) for each in sorted(due, key=lambda each: each.due_at)) + recompile_stale()


def _waiting() -> set[tuple[object, ...]]:
    """What was refused, and is not to be tried again yet."""
    rows = Moment.objects.refused().filter(try_again_at__gt=timezone.now())
    return set(rows.values_list("act", "content_id", "locale", "due_at"))


def _attempt(due: Due) -> bool:
    """Several schedulers may try: who does not get the row, or finds it done, leaves it."""
    try:
        with unit() as work:
            row = due.take()
            if row is None:
                return False
            work.note(*due.key, SCHEDULE)
            due.do(row)
            record_done(act=due.act, key=due.key, title=due.title, due_at=due.due_at)
    except DatabaseError:
        raise
    except Exception as problem:
        if not isinstance(problem, PublishRefused):
            logger.exception("What was scheduled failed and was rolled back.")
        logger.error("Scheduled, and refused: %s", problem)
        record_refused(act=due.act, key=due.key, title=due.title, due_at=due.due_at, refusal=str(problem))
        return False
    return True


def _find_due() -> Iterator[Due]:
    now = timezone.now()
    yield from map(_go_live, Revision.objects.filter(approved_go_live_at__lte=now))
    policy = ReviewPolicy.current()
    for kind, model in MODELS.items():
        if issubclass(model, DraftStateMixin):
            live = model._default_manager.filter(live=True).select_related("locale")
            yield from (_expire(item) for item in live.filter(expire_at__lte=now))
            if policy.withdraw_overdue and kind in WITHDRAWN_OVERDUE:
                over = timezone.localdate() - timedelta(days=policy.grace_days)
                yield from (_withdraw(item, policy) for item in live.filter(next_review_on__lt=over))


def _go_live(revision: Revision) -> Due:
    due = Revision.objects.filter(pk=revision.pk, approved_go_live_at=revision.approved_go_live_at)
    log = "wagtail.publish.scheduled"
    act = partial(Revision.publish, log_action=log)
    return _due(Act.GO_LIVE, revision.as_object(), revision.approved_go_live_at, due, act)


def _expire(item: Any) -> Due:
    due = _live(item).filter(expire_at=item.expire_at)
    log = "wagtail.unpublish.scheduled"
    act = partial(type(item).unpublish, set_expired=True, log_action=log)
    return _due(Act.EXPIRE, item, item.expire_at, due, act)


def _withdraw(item: Any, policy: ReviewPolicy) -> Due:
    due = _live(item).filter(next_review_on=item.next_review_on)
    act = partial(withdraw, terms=Terms(reason=str(Reason.OVERDUE), notice=policy.notice))
    return _due(Act.WITHDRAW, item, end_of_grace(item, policy) or timezone.now(), due, act)


def _live(item: Any) -> "QuerySet[Any]":
    return type(item)._default_manager.filter(pk=item.pk, live=True)


def _due(act: Any, item: Any, due_at: datetime, rows: "QuerySet[Any]", do: Callable[[Any], object]) -> Due:
    key = (item.content_id, locale_of(item))
    return Due(str(act), key, str(item), due_at, take=partial(_lock, rows), do=do)


def _lock(rows: "QuerySet[Any]") -> Any:
    """The row for this transaction alone, or none. SQLite has one writer anyway."""
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return rows.first()
