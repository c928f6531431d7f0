"""One round of sending: every webhook that is due gets its next page, several at a time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.utils import timezone

from cms.webhooks.models import Webhook
from cms.webhooks.services import Answer, claim_webhook, record_answer

from .messages import Message, next_message, sign
from .network import post

AT_ONCE = 8


def send_webhooks() -> int:
    """Returns how many were sent something. A receiver that is slow delays this round, and no other work."""
    at = timezone.now()
    claimed = list(_claimed(at))
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        answers = list(pool.map(lambda each: _send(each[0], each[1], at), claimed))
    for (webhook, message), answer in zip(claimed, answers, strict=True):
        record_answer(webhook=webhook, answer=answer, cursor=message.cursor, at=timezone.now())
    return len(claimed)


def _claimed(at: datetime) -> Iterator[tuple[Webhook, Message]]:
    for webhook in Webhook.objects.due(at):
        message = next_message(webhook)
        if message and claim_webhook(webhook=webhook, at=at):
            yield webhook, message


def _send(webhook: Webhook, message: Message, at: datetime) -> Answer:
    body, headers = sign(webhook, message, at)
    return post(webhook.url, body, headers)
