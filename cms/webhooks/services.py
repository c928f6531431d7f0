"""The only code that writes webhooks, beside the form they are made with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .models import Webhook

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


def record_answer(*, webhook: Webhook, answer: Answer, cursor: str, at: datetime) -> None:
    """Go on after what was taken; wait longer and longer with what was not, and never give up."""
    failures = 0 if answer.taken else webhook.failures + 1
    changes: dict[str, object] = {"cursor": cursor} if answer.taken else {}
    if answer.gone:
        changes["is_active"] = False
    # Not what an editor may have changed meanwhile.
    Webhook.objects.filter(pk=webhook.pk, url=webhook.url).update(
        failures=failures, answer=answer.said[:200], tried_at=at, try_at=at + _pause(failures), **changes
    )


def _pause(failures: int) -> timedelta:
    if not failures:
        return timedelta(0)
    # Beyond this power it is the longest anyway.
    return min(FIRST_PAUSE * 2 ** min(failures - 1, 16), LONGEST_PAUSE)
