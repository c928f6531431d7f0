"""The changes feed: every thing once, at its current edition, in the order of the ledger."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict

from cms.editions.models import Kind

from ..answers import Answer, composed
from ..contract.described import Contract
from ..cursors import FeedPlace, decode_feed_place, start_of
from ..feed import place_after, render_feed
from ..parameters import invalid, read_choice, read_limit, read_locale, read_number
from ..problems import Problem
from ..readers import Reader
from ..reads import UND, Changed, find_changes
from ..waiting import find_or_wait
from .read import ReadView

LIMIT, MAXIMUM, WITH_DOCUMENTS = 100, 1000, 100
LONGEST_WAIT = 25


class ChangeListView(ReadView):
    """Who follows this from any cursor to its end has what the hub has, tombstones included.

    With `wait`, who has everything is answered when there is more, or when the time is over. Such an answer
    is not kept: from a cache it would come at once, and say that nothing is new.
    """

    parameters = frozenset({"cursor", "limit", "kind", "locale", "include", "wait"})
    largest_page = MAXIMUM
    any_locale = True
    contract = Contract("list_changes", "Follow what changes", "ChangePage", tag="changes")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        asked = self.ask(request.GET)
        rows = find_or_wait(asked.find, asked.wait)
        page = rows[: asked.limit]
        self.note(*page)
        # Without documents a change says nothing that time makes wrong.
        fresh = (row.fresh_until for row in page if row.document is not None and row.fresh_until)
        return composed(
            render_feed(page, place_after(page, asked.place), more=len(rows) > asked.limit),
            max_age=1,
            fresh_until=min(fresh, default=None),
            kept=not asked.wait,
        )

    def ask(self, query: QueryDict) -> "Asked":
        """What the query asks for. Raises a problem for what it cannot mean."""
        documents = read_choice(query, "include", ("document",)) is not None
        generation = self.reader.generation
        place = decode_feed_place(query["cursor"], generation) if "cursor" in query else start_of(generation)
        return Asked(
            place=place,
            kind=read_choice(query, "kind", Kind.values),
            locale=read_locale(query, UND) if "locale" in query else None,
            limit=_read_limit(query, documents=documents),
            documents=documents,
            wait=read_number(query, "wait", default=0, minimum=0, maximum=LONGEST_WAIT),
            reader=self.reader,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader of the feed wants to know."""

    place: FeedPlace
    kind: str | None
    locale: str | None
    limit: int
    documents: bool
    wait: int
    reader: Reader

    def find(self) -> list[Changed]:
        rows = find_changes(
            self.place,
            kind=self.kind,
            locale=self.locale,
            limit=self.limit,
            documents=self.documents,
            reader=self.reader,
        )
        if rows is None:
            detail = "The hub was restored since this cursor was given. Start again, without a cursor."
            raise Problem("start-again", detail, start=f"{settings.API_URL}/{self.reader.root}changes/")
        return rows


def _read_limit(query: QueryDict, *, documents: bool) -> int:
    limit = read_limit(query, default=LIMIT, maximum=MAXIMUM)
    if documents and limit > WITH_DOCUMENTS:
        raise invalid("limit", f"With documents, “limit” is at most {WITH_DOCUMENTS}.")
    return limit
