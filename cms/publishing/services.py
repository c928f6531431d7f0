"""The only code that writes withdrawals, and the moments of the schedule."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cms.library.given import Key

from .models import Act, Moment, Withdrawal

TRY_AGAIN = timedelta(minutes=1)


def record_withdrawal(**fields: Any) -> Withdrawal:
    """Write down that something is being taken back, in the transaction that takes it back."""
    return Withdrawal.objects.create(withdrawn_at=timezone.now(), **fields)


def mark_restored(keys: Iterable[Key], now: datetime) -> None:
    """What is live again is withdrawn no more."""
    live = set(keys)
    standing = Withdrawal.objects.standing().filter(content_id__in={content_id for content_id, _ in live})
    for withdrawal in standing:
        if (withdrawal.content_id, withdrawal.locale) in live:
            withdrawal.restored_at = now
            withdrawal.save(update_fields=["restored_at"])


def record_done(*, act: str, key: Key, title: str, due_at: datetime) -> None:
    """What was due was done, in the transaction that does it. Its delay is the time until now."""
    _record(act, key, due_at, title=title[:255], done_at=timezone.now(), refusal="", try_again_at=None)


def record_refused(*, act: str, key: Key, title: str, due_at: datetime, refusal: str) -> None:
    """What was due could not be done. It is tried again in a while, and the desk shows why."""
    again = timezone.now() + TRY_AGAIN
    _record(act, key, due_at, title=title[:255], done_at=None, refusal=refusal, try_again_at=again)


def mark_done(keys: Iterable[Key]) -> None:
    """What could not follow a part that changed, and now does."""
    done = set(keys)
    refused = Moment.objects.refused().filter(act=Act.RECOMPILE, content_id__in={key[0] for key in done})
    for moment in refused:
        if (moment.content_id, moment.locale) in done:
            moment.done_at = timezone.now()
            moment.save(update_fields=["done_at"])


def _record(act: str, key: Key, due_at: datetime, **fields: Any) -> None:
    identity = {"act": act, "content_id": key[0], "locale": key[1], "due_at": due_at}
    Moment.objects.update_or_create(**identity, defaults=fields)
