"""The only code that writes withdrawals and the moments of the schedule."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from cms.library.given import Key

from .models import Withdrawal


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
