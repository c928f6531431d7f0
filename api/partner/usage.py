"""What a partner's keys have read, by edition and day, beside the edition that there is now."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict

from cms.editions.models import Thing
from cms.partners.models import PartnerRead

from ..answers import Answer, composed
from ..contract.described import Contract
from ..pages import PARAMETERS, Page
from ..parameters import read_day, require_uuid
from .access import PartnerView, as_bytes
from .rows import ORDER, find_rows

_DAYS = {"since": "day__gte", "until": "day__lte"}


class UsageView(PartnerView):
    """The newest counts first: whoever reads an older edition than the current one may still show it."""

    parameters = PARAMETERS | {"content_id", *_DAYS}
    contract = Contract("list_partner_usage", "List what was read by key", "UsagePage", tag="partner")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        page = Page(request.GET, "partner/usage/", ORDER)
        counts = PartnerRead.objects.filter(partner=self.partner, **_read_filters(request.GET))
        rows = page.cut(find_rows(counts, page))
        now = _find_current(row.item.content_id for row in rows)
        return composed(page.render(rows, [as_bytes(_describe(row.item, now)) for row in rows]))


def _read_filters(query: QueryDict) -> dict[str, Any]:
    filters: dict[str, Any] = {
        column: read_day(name, query[name]) for name, column in _DAYS.items() if name in query
    }
    if "content_id" in query:
        filters["content_id"] = require_uuid("content_id", query["content_id"])
    return filters


def _find_current(content_ids: Iterable[UUID]) -> dict[tuple[UUID, str], tuple[str, int]]:
    """State and number of the current edition of each thing."""
    things = Thing.objects.filter(content_id__in=set(content_ids), current__isnull=False)
    rows = things.values_list("content_id", "locale", "state", "current__number")
    return {(content_id, locale): (state, number) for content_id, locale, state, number in rows}


def _describe(row: PartnerRead, now: dict[tuple[UUID, str], tuple[str, int]]) -> dict[str, Any]:
    state, current = now[row.content_id, row.locale]
    return {
        "content_id": str(row.content_id),
        "locale": row.locale,
        "edition": row.edition,
        "day": row.day.isoformat(),
        "reads": row.reads,
        "current": {"edition": current, "state": state},
    }
