"""What the clinic took back, and whether this partner has said that it shows it no longer."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from cms.editions.models import State, Thing
from cms.editions.services import format_time
from cms.partners.models import Acknowledgement
from cms.partners.services import Read, acknowledge
from cms.partners.sight import told_to

from ..answers import Answer, composed
from ..contract.described import Contract
from ..pages import PARAMETERS, Page
from ..parameters import read_flag, read_uuid
from ..reads import UND
from .access import PartnerView, answer_json, as_bytes, invalid_body, read_body
from .rows import ORDER, find_rows

_TOLD = ("kind", "title", "severity", "reason", "notice", "withdrawn_at", "successor")
LARGEST_NUMBER = 2**31
Given = dict[tuple[UUID, str, int], Acknowledgement]


class AcknowledgementListView(PartnerView):
    """Every withdrawal and recall that concerns the partner, the newest first; POST acknowledges one."""

    methods = "GET, HEAD, OPTIONS, POST"
    parameters = PARAMETERS | {"acknowledged"}
    contract = Contract(
        "list_partner_acknowledgements",
        "List what was taken back, and what of it you have acknowledged",
        "AcknowledgementPage",
        tag="partner",
    )
    written = {
        "POST": Contract(
            "acknowledge",
            "Say that you show a withdrawn or recalled thing no longer",
            "Acknowledgement",
            status=201,
            tag="partner",
            body="AcknowledgementSubmission",
        )
    }

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        page = Page(request.GET, "partner/acknowledgements/", ORDER)
        things = self._withdrawn().select_related("current")
        if (wanted := read_flag(request.GET, "acknowledged")) is not None:
            things = things.filter(acknowledged=wanted)
        rows = page.cut(find_rows(things, page, "sequence"))
        given = self._given(row.item.content_id for row in rows)
        return composed(page.render(rows, [as_bytes(_describe(row.item, given)) for row in rows]))

    def post(self, request: Request, **route: Any) -> HttpResponse:
        asked = _read(read_body(request))
        things = self._withdrawn().select_related("current")
        thing = things.filter(content_id=asked.content_id, locale=asked.locale).first()
        if thing is None:
            raise invalid_body(
                {"content_id": "Nothing of this content_id and locale was taken back from you."}
            )
        if thing.current.number != asked.edition:
            raise invalid_body(
                {"edition": f"The notice is edition {thing.current.number}. Read that one first."}
            )
        made, new = acknowledge(partner=self.partner, read=asked, at=timezone.now())
        described = _describe(thing, {(made.content_id, made.locale, made.edition): made})
        return answer_json(described, status=201 if new else 200)

    def _withdrawn(self) -> Any:
        said = Acknowledgement.objects.filter(
            partner=self.partner,
            content_id=OuterRef("content_id"),
            locale=OuterRef("locale"),
            edition=OuterRef("current__number"),
        )
        things = Thing.objects.filter(told_to(self.partner.pk), state=State.WITHDRAWN)
        return things.annotate(acknowledged=Exists(said))

    def _given(self, content_ids: Iterable[UUID]) -> Given:
        rows = self.partner.acknowledgements.filter(content_id__in=set(content_ids))
        return {(row.content_id, row.locale, row.edition): row for row in rows}


def _describe(thing: Thing, given: Given) -> dict[str, Any]:
    notice = json.loads(bytes(thing.current.document))
    said = given.get((thing.content_id, thing.locale, thing.current.number))
    return {
        "content_id": str(thing.content_id),
        "locale": thing.locale,
        "edition": thing.current.number,
        **{name: notice[name] for name in _TOLD},
        "acknowledged_at": format_time(said.acknowledged_at) if said else None,
    }


def _read(sent: Mapping[str, Any]) -> Read:
    """The notice that is meant."""
    given = {name: sent.get(name) for name in _WRONG}
    errors = {name: "There is no such field." for name in sent if name not in _WRONG}
    errors |= {name: wrong for name, (is_right, wrong) in _WRONG.items() if not is_right(given[name])}
    if errors:
        raise invalid_body(errors)
    return Read(UUID(given["content_id"]), str(given["locale"]), int(given["edition"] or 0))


def _is_locale(value: Any) -> bool:
    return isinstance(value, str) and value in {*dict(settings.LANGUAGES), UND}


def _is_number(value: Any) -> bool:
    return type(value) is int and 0 < value < LARGEST_NUMBER


_WRONG: dict[str, tuple[Callable[[Any], bool], str]] = {
    "content_id": (lambda value: isinstance(value, str) and bool(read_uuid(value)), "It is a document's."),
    "locale": (_is_locale, "It is a language of the hub."),
    "edition": (_is_number, "It is the number of the notice's edition."),
}
