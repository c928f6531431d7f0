"""The account itself: who the partner is, what it may read, and what this key may do."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cms.editions.models import Kind, Thing
from cms.editions.services import format_time
from cms.partners.models import Partner, PartnerKey

from ..answers import Answer, composed
from ..contract.described import Contract
from .access import PartnerView, as_bytes

PARTS = ("articles", "changes", "webhooks", "deliveries", "usage", "acknowledgements")


class AccountView(PartnerView):
    """Any key opens it."""

    scope = None
    contract = Contract("get_partner", "Read a partner's own account", "Partner", tag="partner")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        base = f"{settings.API_URL}/partner/"
        account = {
            "name": self.partner.name,
            "site": self.partner.site or None,
            "email": self.partner.email or None,
            "topics": _topics(self.partner),
            "key": _describe(self.key),
            "links": {"self": base, **{name: f"{base}{name}/" for name in PARTS}},
        }
        return composed(as_bytes(account))


def _topics(partner: Partner) -> list[dict[str, str]] | None:
    """Those that it reads, in the default language; none for all."""
    chosen = list(partner.topics.standing().values_list("content_id", flat=True))
    if not chosen:
        return None
    things = Thing.objects.public().filter(kind=Kind.TOPIC, locale=settings.LANGUAGE_CODE)
    titles = dict(things.filter(content_id__in=chosen).values_list("content_id", "title"))
    topics = [{"content_id": str(each), "name": titles.get(each, "")} for each in chosen]
    return sorted(topics, key=lambda topic: (topic["name"], topic["content_id"]))


def _describe(key: PartnerKey) -> dict[str, Any]:
    return {
        "name": key.name,
        "scopes": key.scopes,
        "expires_at": format_time(key.expires_at) if key.expires_at else None,
    }
