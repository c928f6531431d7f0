"""What a webhook is sent: a page of the changes feed in an envelope, signed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from standardwebhooks.webhooks import Webhook as Signer

from cms.editions.models import Ledger
from cms.editions.services import format_time
from cms.webhooks.models import Webhook

from ..cursors import START, FeedPlace, decode_feed_place
from ..feed import place_after, render_feed
from ..reads import Changed, find_changes

PAGE = 100


@dataclass(frozen=True)
class Message:
    """A page, as JSON, and the cursor after it."""

    page: bytes
    cursor: str

    def body(self, at: datetime) -> bytes:
        return b'{"type":"changes","timestamp":"%s","data":%s}' % (format_time(at).encode(), self.page)


def next_message(webhook: Webhook) -> Message | None:
    """What the receiver does not have yet; none if that is nothing.

    The first message is an empty page, which shows that the two understand each other, with the cursor of
    now. After a restore of the hub everything is told from the beginning.
    """
    if not webhook.cursor:
        return _message([], _head(), more=False)
    place = decode_feed_place(webhook.cursor)
    rows = _find(webhook, place)
    if rows is None:
        place, rows = START, _find(webhook, START)
    if not rows:
        return None
    page = rows[:PAGE]
    return _message(page, place_after(page, place), more=len(rows) > PAGE)


def sign(webhook: Webhook, message: Message, at: datetime) -> tuple[bytes, dict[str, str]]:
    """The body and its headers. Sent again, the same page has the same id."""
    body = message.body(at)
    name = f"{webhook.pk} {webhook.cursor} {message.cursor}"
    key = f"msg_{hashlib.sha256(name.encode()).hexdigest()[:32]}"
    headers = {
        "Content-Type": "application/json",
        "webhook-id": key,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signer(webhook.secret).sign(key, at, body.decode()),
    }
    return body, headers


def _find(webhook: Webhook, place: FeedPlace) -> list[Changed] | None:
    kind, locale = webhook.kind or None, webhook.locale or None
    return find_changes(place, kind=kind, locale=locale, limit=PAGE, documents=False)


def _message(rows: list[Changed], next_: FeedPlace, *, more: bool) -> Message:
    return Message(render_feed(rows, next_, more=more), next_.encode())


def _head() -> FeedPlace:
    head = Ledger.objects.first()
    return FeedPlace(head.sequence, head.chain[:16]) if head and head.sequence else START
