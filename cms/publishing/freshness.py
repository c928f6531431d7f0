"""What time will do to things: the next moment at which each of them changes by itself."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Revision

from .kinds import CARRIERS
from .lookups import next_of
from .models import ReviewPolicy

WITHDRAWN_OVERDUE = CARRIERS


def next_moments(items: Sequence[Any]) -> list[datetime | None]:
    """For each item, the next go-live, expiry or end of grace; reviews are told by the documents."""
    now, scheduled, policy = timezone.now(), _go_lives(items), ReviewPolicy.current()
    return [
        next_of(
            (getattr(item, "expire_at", None), end_of_grace(item, policy), *scheduled.get(_row(item), ())),
            now,
        )
        for item in items
    ]


def overdue_from(due: date) -> datetime:
    """The beginning of the day after, where the clinic is."""
    return timezone.make_aware(datetime.combine(due + timedelta(days=1), time.min))


def end_of_grace(item: Any, policy: ReviewPolicy) -> datetime | None:
    """When an item that nobody reviews is withdrawn, if the clinic has it so."""
    due = getattr(item, "next_review_on", None)
    if not due or not policy.withdraw_overdue or item.kind not in WITHDRAWN_OVERDUE:
        return None
    return overdue_from(due) + timedelta(days=policy.grace_days)


def _go_lives(items: Sequence[Any]) -> dict[tuple[int, str], list[datetime]]:
    revisions = Revision.objects.filter(
        approved_go_live_at__isnull=False, object_id__in=[str(item.pk) for item in items]
    )
    found: dict[tuple[int, str], list[datetime]] = {}
    for content_type, object_id, moment in revisions.values_list(
        "content_type_id", "object_id", "approved_go_live_at"
    ):
        found.setdefault((content_type, object_id), []).append(moment)
    return found


def _row(item: Any) -> tuple[int, str]:
    return ContentType.objects.get_for_model(item).pk, str(item.pk)
