"""The only code that writes webhooks and their deliveries, beside the forms that webhooks are made with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .models import Delivery, Webhook

KEPT = 1000
"""Deliveries of each webhook that can be looked at and replayed."""
CLAIM = timedelta(seconds=30)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)


@dataclass(frozen=True)
class Answer:
    """What came of sending, and what to show of that. Who is `gone` wants no more."""

    taken: bool
    said: str
    gone: bool = False


def claim_webhook(*, webhook: Webhook, at: datetime) -> bool:
    """Whether it is ours to send to. If we die over it, the claim lapses, and the next one sends again."""
    mine = Webhook.objects.filter(pk=webhook.pk, try_at=webhook.try_at, cursor=webhook.cursor)
    return bool(mine.update(try_at=at + CLAIM))


def record_answer(
    *, webhook: Webhook, answer: Answer, cursor: str, at: datetime, message: str = "", changes: int = 0
) -> None:
    """Go on after what was taken; wait longer and longer with what was not, and never give up."""
    failures = 0 if answer.taken else webhook.failures + 1
    moved: dict[str, object] = {"cursor": cursor} if answer.taken else {}
    said = answer.said[:200]
    if answer.gone:
        moved["is_active"] = False
    # Not what an editor may have changed meanwhile.
    Webhook.objects.filter(pk=webhook.pk, url=webhook.url).update(
        failures=failures, answer=said, tried_at=at, try_at=at + _pause(failures), **moved
    )
    webhook.deliveries.create(
        message=message,
        changes=changes,
        # The first message tells nothing: to have it again is to be told what came after it.
        cursor=webhook.cursor or cursor,
        sent_at=at,
        taken=answer.taken,
        answer=said,
    )
    _forget_oldest(webhook)


def replay_delivery(*, delivery: Delivery, at: datetime) -> None:
    """Tell again what changed from there on. Nothing else is told twice to anybody else."""
    Webhook.objects.filter(pk=delivery.webhook_id).update(cursor=delivery.cursor, failures=0, try_at=at)


def _forget_oldest(webhook: Webhook) -> None:
    oldest = webhook.deliveries.order_by("-pk").values_list("pk", flat=True)[KEPT : KEPT + 1]
    for pk in oldest:
        webhook.deliveries.filter(pk__lte=pk).delete()


def _pause(failures: int) -> timedelta:
    if not failures:
        return timedelta(0)
    # Beyond this power it is the longest anyway.
    return min(FIRST_PAUSE * 2 ** min(failures - 1, 16), LONGEST_PAUSE)
