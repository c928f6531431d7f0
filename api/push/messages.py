"""What a webhook is sent: a page of the changes feed in an envelope, signed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from standardwebhooks.webhooks import Webhook as Signer

from cms.editions.models import Ledger
from cms.editions.services import format_time
from cms.webhooks.models import Webhook

from ..cursors import FeedPlace, decode_feed_place, start_of
from ..feed import place_after, render_feed
from ..problems import Problem
from ..readers import PUBLIC, Reader, reader_of
from ..reads import Changed, find_changes

PAGE = 100


@dataclass(frozen=True)
class Message:
    """A page, as JSON, how much it tells, and the cursor after it."""

    page: bytes
    changes: int
    cursor: str

    def body(self, at: datetime) -> bytes:
        return b'{"type":"changes","timestamp":"%s","data":%s}' % (format_time(at).encode(), self.page)


def next_message(webhook: Webhook) -> Message | None:
    """What the receiver does not have yet; none if that is nothing.

    The first message is an empty page, which shows that the two understand each other, with the cursor of
    now. After a restore of the hub everything is told from the beginning.
    """
    reader = reader_of(webhook.partner) if webhook.partner else PUBLIC
    if not webhook.cursor:
        return _message([], _head(reader), more=False)
    place = _place_of(webhook, reader)
    rows = _find(webhook, place, reader)
    if rows is None:
        place = start_of(reader.generation)
        rows = _find(webhook, place, reader)
    if not rows:
        return None
    page = rows[:PAGE]
    return _message(page, place_after(page, place), more=len(rows) > PAGE)


def id_of(webhook: Webhook, message: Message) -> str:
    """Sent again, the same page has the same id."""
    name = f"{webhook.pk} {webhook.cursor} {message.cursor}"
    return f"msg_{hashlib.sha256(name.encode()).hexdigest()[:32]}"


def sign(webhook: Webhook, message: Message, at: datetime) -> tuple[bytes, dict[str, str]]:
    """The body and its headers."""
    body, key = message.body(at), id_of(webhook, message)
    headers = {
        "Content-Type": "application/json",
        "webhook-id": key,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signer(webhook.secret).sign(key, at, body.decode()),
    }
    return body, headers


def _place_of(webhook: Webhook, reader: Reader) -> FeedPlace:
    """Where its feed goes on: from the beginning, if it was another's before."""
    try:
        return decode_feed_place(webhook.cursor, reader.generation)
    except Problem:
        return start_of(reader.generation)


def _find(webhook: Webhook, place: FeedPlace, reader: Reader) -> list[Changed] | None:
    kind, locale = webhook.kind or None, webhook.locale or None
    return find_changes(place, kind=kind, locale=locale, limit=PAGE, documents=False, reader=reader)


def _message(rows: list[Changed], next_: FeedPlace, *, more: bool) -> Message:
    return Message(render_feed(rows, next_, more=more), len(rows), next_.encode())


def _head(reader: Reader) -> FeedPlace:
    head = Ledger.objects.first()
    if head is None or not head.sequence:
        return start_of(reader.generation)
    return FeedPlace(head.sequence, head.chain[:16], reader.generation)
