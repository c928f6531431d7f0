"""The changes feed: every thing once, at its current edition, in the order of the ledger."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cms.editions.models import Edition, Kind
from cms.editions.services import format_time

from ..answers import Answer, composed
from ..contract.described import Contract
from ..cursors import START, FeedPlace, decode_feed_place
from ..parameters import invalid, read_choice, read_limit, read_locale
from ..problems import Problem
from ..reads import UND, Changed, find_changes
from .read import ReadView

LIMIT, MAXIMUM, WITH_DOCUMENTS = 100, 1000, 100


class ChangeListView(ReadView):
    """Who follows this from any cursor to its end has what the hub has, tombstones included."""

    parameters = frozenset({"cursor", "limit", "kind", "locale", "include"})
    largest_page = MAXIMUM
    any_locale = True
    contract = Contract("list_changes", "Follow what changes", "ChangePage", tag="changes")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        query = request.GET
        documents = read_choice(query, "include", ("document",)) is not None
        limit = _read_limit(request, documents=documents)
        kind = read_choice(query, "kind", Kind.values)
        locale = read_locale(query, UND) if "locale" in query else None
        place = _read_place(query.get("cursor"))
        rows = find_changes(place.sequence, kind=kind, locale=locale, limit=limit, documents=documents)
        return composed(_render(rows[:limit], place, more=len(rows) > limit), max_age=1)


def _read_limit(request: HttpRequest, *, documents: bool) -> int:
    limit = read_limit(request.GET, default=LIMIT, maximum=MAXIMUM)
    if documents and limit > WITH_DOCUMENTS:
        raise invalid("limit", f"With documents, “limit” is at most {WITH_DOCUMENTS}.")
    return limit


def _read_place(cursor: str | None) -> FeedPlace:
    if cursor is None:
        return START
    place = decode_feed_place(cursor)
    if place != START:
        chain = Edition.objects.filter(sequence=place.sequence).values_list("chain", flat=True).first()
        if not place.is_in(chain):
            detail = "The hub was restored since this cursor was given. Start again, without a cursor."
            raise Problem("start-again", detail, start=f"{settings.API_URL}/changes/")
    return place


def _render(rows: list[Changed], place: FeedPlace, *, more: bool) -> bytes:
    if rows:
        place = FeedPlace(rows[-1].sequence, rows[-1].chain[:16])
    tail = json.dumps({"next": place.encode(), "more": more}, separators=(",", ":"))
    return b'{"changes":[%s],%s' % (b",".join(map(_change, rows)), tail[1:].encode())


def _change(row: Changed) -> bytes:
    change = {
        "content_id": str(row.content_id),
        "locale": row.locale,
        "kind": row.kind,
        "state": row.state,
        "edition": row.number,
        "digest": f"sha-256:{row.digest}",
        "changed_at": format_time(row.changed_at),
        "because": row.because,
        "url": row.url,
        "former_paths": row.former_paths,
    }
    head = json.dumps(change, ensure_ascii=False, separators=(",", ":")).encode()
    return head if row.document is None else b'%s,"document":%s}' % (head[:-1], bytes(row.document))
