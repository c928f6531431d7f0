"""One round of sending: some webhooks that are due get their next page, all at once."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from threading import Thread
from time import monotonic

from django.utils import timezone

from cms.webhooks.models import Webhook
from cms.webhooks.services import Answer, claim_webhook, record_answer

from .messages import Message, id_of, next_message, sign
from .network import post

AT_ONCE = 8
DEADLINE = 15.0
"""Seconds of a round. A server that sends a byte now and then keeps its own connection from timing out."""
LATE = Answer(taken=False, said="It began to answer, and did not come to an end.")

Claimed = tuple[Webhook, Message]


def send_webhooks() -> int:
    """Returns how many were sent something. Those that were told longest ago come first."""
    at = timezone.now()
    claimed = list(islice(_claim(at), AT_ONCE))
    for (webhook, message), answer in zip(claimed, _answers(claimed, at), strict=True):
        record_answer(
            webhook=webhook,
            answer=answer,
            cursor=message.cursor,
            at=timezone.now(),
            message=id_of(webhook, message),
            changes=message.changes,
        )
    return len(claimed)


def _claim(at: datetime) -> Iterator[Claimed]:
    for webhook in Webhook.objects.due(at):
        message = next_message(webhook)
        if message and claim_webhook(webhook=webhook, at=at):
            yield webhook, message


def _answers(claimed: Sequence[Claimed], at: datetime) -> list[Answer]:
    """What came of each. Nobody is waited for beyond the deadline, and later answers are not looked at."""
    answers = [LATE] * len(claimed)

    def send(place: int, webhook: Webhook, message: Message) -> None:
        body, headers = sign(webhook, message, at)
        answers[place] = post(webhook.url, body, headers)

    threads = [Thread(target=send, args=(place, *each), daemon=True) for place, each in enumerate(claimed)]
    until = monotonic() + DEADLINE
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, until - monotonic()))
    return list(answers)
