"""A partner's own webhooks: made, changed and deleted by its programs."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from cms.editions.models import Kind
from cms.editions.services import format_time
from cms.partners.models import Scope
from cms.webhooks.models import Webhook

from ..answers import Answer, composed
from ..contract.described import Contract
from ..problems import Problem
from .access import PartnerView, answer_json, as_bytes, invalid_body, read_body

MOST = 20
_WRITTEN: dict[str, Any] = {
    "url": str,
    "note": str,
    "kind": (str, type(None)),
    "locale": (str, type(None)),
    "active": bool,
}
_COLUMNS = {"active": "is_active"}


class WebhookListView(PartnerView):
    """All of them, for they are few; POST makes one."""

    scope = Scope.WEBHOOKS
    methods = "GET, HEAD, OPTIONS, POST"
    contract = Contract("list_partner_webhooks", "List a partner's webhooks", "WebhookList", tag="partner")
    written = {
        "POST": Contract(
            "create_partner_webhook",
            "Make a webhook; its secret is told in this answer alone",
            "NewWebhook",
            status=201,
            tag="partner",
            body="WebhookSubmission",
        )
    }

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        results = [describe(each) for each in self.partner.webhooks.order_by("pk")]
        return composed(as_bytes({"results": results}))

    def post(self, request: Request, **route: Any) -> HttpResponse:
        if self.partner.webhooks.count() >= MOST:
            raise Problem("forbidden", f"There are {MOST} webhooks already. Delete one first.")
        sent = _read(request)
        if "url" not in sent:
            raise invalid_body({"url": "Name the address that changes are sent to."})
        webhook = _save(Webhook(partner=self.partner), sent)
        return answer_json({**describe(webhook), "secret": webhook.secret}, status=201)


class WebhookView(PartnerView):
    """One of them."""

    scope = Scope.WEBHOOKS
    methods = "DELETE, GET, HEAD, OPTIONS, PATCH"
    contract = Contract("get_partner_webhook", "Read one of a partner's webhooks", "Webhook", tag="partner")
    written = {
        "PATCH": Contract(
            "change_partner_webhook",
            "Change a webhook, and try it again at once",
            "Webhook",
            tag="partner",
            body="WebhookChange",
        ),
        "DELETE": Contract(
            "delete_partner_webhook", "Delete a webhook", None, status=204, tag="partner", media_type=""
        ),
    }

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        return composed(as_bytes(describe(self._find(route["id"]))))

    def patch(self, request: Request, **route: Any) -> HttpResponse:
        return answer_json(describe(_save(self._find(route["id"]), _read(request))))

    def delete(self, request: Request, **route: Any) -> HttpResponse:
        self._find(route["id"]).delete()
        return HttpResponse(status=204)

    def _find(self, public_id: UUID) -> Webhook:
        webhook = self.partner.webhooks.filter(public_id=public_id).first()
        if webhook is None:
            raise Problem("not-found", "You have no webhook of this id.")
        return webhook


def describe(webhook: Webhook) -> dict[str, Any]:
    """How it stands. Its secret stays between those who made it and the receiver."""
    return {
        "id": str(webhook.public_id),
        "url": webhook.url,
        "note": webhook.note,
        "kind": webhook.kind or None,
        "locale": webhook.locale or None,
        "active": webhook.is_active,
        "failures": webhook.failures,
        "last_answer": webhook.answer or None,
        "tried_at": format_time(webhook.tried_at) if webhook.tried_at else None,
    }


def _read(request: Request) -> dict[str, Any]:
    """The fields that were sent, each known and of its type."""
    sent = read_body(request)
    errors = {name: _wrong(name, value) for name, value in sent.items()}
    if found := {name: wrong for name, wrong in errors.items() if wrong}:
        raise invalid_body(found)
    return dict(sent)


def _wrong(name: str, value: Any) -> str:
    if name not in _WRITTEN:
        return f"There is no such field. There is {', '.join(sorted(_WRITTEN))}."
    if not isinstance(value, _WRITTEN[name]):
        return "It is of another type than it must be."
    if isinstance(value, str) and "\0" in value:
        return "It has a character that no text has."
    return {"kind": _not_in(value, Kind.values), "locale": _not_in(value, dict(settings.LANGUAGES))}.get(
        name, ""
    )


def _not_in(value: Any, known: Any) -> str:
    return "" if value is None or value in known else f"It is null, or one of {', '.join(sorted(known))}."


def _save(webhook: Webhook, sent: Mapping[str, Any]) -> Webhook:
    """What is saved is tried at once, however long it failed before."""
    for name, value in sent.items():
        setattr(webhook, _COLUMNS.get(name, name), "" if value is None else value)
    webhook.failures, webhook.try_at = 0, timezone.now()
    try:
        webhook.full_clean()
    except ValidationError as error:
        raise invalid_body({name: " ".join(words) for name, words in error.message_dict.items()}) from error
    webhook.save()
    return webhook
