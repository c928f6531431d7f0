"""Pages of the changes feed as JSON: read by whoever asks, and brought to whoever has a webhook."""

import json
from dataclasses import replace
from json.encoder import encode_basestring

from cms.editions.services import format_time

from .cursors import FeedPlace
from .gone import as_gone
from .reads import Changed


def render_feed(rows: list[Changed], next_: FeedPlace, *, more: bool) -> bytes:
    """A page, with the place to go on from."""
    tail = json.dumps({"next": next_.encode(), "more": more}, separators=(",", ":"))
    told = (_change(row if row.shown else as_gone(row)) for row in rows)
    return b'{"changes":[%s],%s' % (b",".join(told), tail[1:].encode())


def place_after(rows: list[Changed], place: FeedPlace) -> FeedPlace:
    """Where these rows end, or the place itself if there are none."""
    return replace(place, sequence=rows[-1].sequence, chain=rows[-1].chain[:16]) if rows else place


def _change(row: Changed) -> bytes:
    """Written out: a general writer of JSON takes as long for a page as the database does."""
    head = (
        f'{{"content_id":"{row.content_id}","locale":"{row.locale}","kind":"{row.kind}","state":"{row.state}",'
        f'"edition":{row.number},"digest":"sha-256:{row.digest}","kid":{_quote(row.kid)},'
        f'"signature":"{row.signature}","changed_at":"{format_time(row.changed_at)}","because":{row.because},'
        f'"url":{_quote(row.url)},"former_paths":{row.former_paths}'
    ).encode()
    return head + (b"}" if row.document is None else b',"document":%s}' % bytes(row.document))


def _quote(value: str | None) -> str:
    return "null" if value is None else encode_basestring(value)
