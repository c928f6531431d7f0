"""What was brought to a partner's webhooks, and what came of it; any of it can be had again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from cms.editions.services import format_time
from cms.partners.models import Scope
from cms.webhooks.models import Delivery
from cms.webhooks.services import replay_delivery

from ..answers import Answer, composed
from ..contract.described import Contract
from ..pages import PARAMETERS, Page
from ..parameters import read_flag, require_uuid
from ..problems import Problem
from .access import PartnerView, answer_json, as_bytes
from .rows import ORDER, find_rows

AGAIN = "What changed since this delivery is sent again, beginning with what it told."


class DeliveryListView(PartnerView):
    """The newest first."""

    scope = Scope.WEBHOOKS
    parameters = PARAMETERS | {"webhook", "taken"}
    contract = Contract("list_partner_deliveries", "List what was delivered", "DeliveryPage", tag="partner")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        page = Page(request.GET, "partner/deliveries/", ORDER)
        deliveries = Delivery.objects.filter(webhook__partner=self.partner).select_related("webhook")
        if "webhook" in request.GET:
            deliveries = deliveries.filter(webhook__public_id=require_uuid("webhook", request.GET["webhook"]))
        if (taken := read_flag(request.GET, "taken")) is not None:
            deliveries = deliveries.filter(taken=taken)
        rows = page.cut(find_rows(deliveries, page))
        return composed(page.render(rows, [as_bytes(describe(row.item)) for row in rows]))


class ReplayView(PartnerView):
    """POST has it told again."""

    scope = Scope.WEBHOOKS
    methods = "OPTIONS, POST"
    http_method_names = ["options", "post"]
    written = {
        "POST": Contract(
            "replay_partner_delivery", "Have a delivery again", "ReplayReceipt", status=202, tag="partner"
        )
    }

    def post(self, request: Request, **route: Any) -> HttpResponse:
        found = Delivery.objects.filter(webhook__partner=self.partner, public_id=route["id"]).first()
        if found is None:
            raise Problem("not-found", "You have no delivery of this id.")
        replay_delivery(delivery=found, at=timezone.now())
        return answer_json({"state": "due", "detail": AGAIN}, status=202)


def describe(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": str(delivery.public_id),
        "webhook": str(delivery.webhook.public_id),
        "message": delivery.message,
        "changes": delivery.changes,
        "sent_at": format_time(delivery.sent_at),
        "taken": delivery.taken,
        "answer": delivery.answer,
    }
