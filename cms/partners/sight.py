"""What a partner may read, and what it is told of: conditions on things, for queries that read the ledger.

`partner` is a primary key, or whatever stands for one in a query that is compiled once.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from cms.editions.models import Audience, Inclusion, Kind, Role, State

from .models import Partner, PartnerTopic

FILED = (Kind.ARTICLE, Kind.GUIDE)
"""Kinds that a partner's topics decide over. Everything else is read by everybody."""
_COMMON = ~Q(kind__in=FILED) & Q(audience=Audience.PUBLIC)


def shown_to(partner: Any) -> Q:
    """Published things that it may read now: of articles and guides, those filed under its topics."""
    mine = PartnerTopic.objects.standing().filter(partner=partner)
    filed = Inclusion.objects.current().filter(edition=OuterRef("current"), **_under(mine))
    return Q(state=State.PUBLISHED) & (_COMMON | Q(kind__in=FILED) & (~Q(Exists(mine)) | Q(Exists(filed))))


def told_to(partner: Any) -> Q:
    """Things that it may read or ever could: it is told what became of them."""
    ever = PartnerTopic.objects.filter(partner=partner)
    had_all = Partner.objects.filter(pk=partner, had_all=True)
    filed = Inclusion.objects.filter(edition__thing=OuterRef("pk"), **_under(ever))
    return _COMMON | Q(kind__in=FILED) & (Q(Exists(had_all)) | Q(Exists(filed)))


def _under(topics: Any) -> dict[str, Any]:
    return {
        "role": Role.TOPIC,
        "number__isnull": False,
        "content_id__in": topics.values("content_id"),
    }
