"""Who reads: everybody, or one partner. Partners have addresses of their own, and see more."""

from dataclasses import dataclass

from django.db.models import Q

from cms.editions.models import Audience, State
from cms.partners.models import Partner
from cms.partners.sight import shown_to, told_to

from .compiled import number


@dataclass(frozen=True, slots=True)
class Reader:
    """`partner` is a partner's primary key, `generation` counts what it was allowed to read before.

    The paths of its addresses begin with `root`.
    """

    partner: int | None = None
    generation: int = 0
    root: str = ""


PUBLIC = Reader()


def reader_of(partner: Partner) -> Reader:
    return Reader(partner.pk, partner.generation, "partner/")


def readable(by_partner: bool) -> Q:
    """Published things that a reader may read, in a query with a slot for the partner, if it is one."""
    if by_partner:
        return shown_to(number("partner"))
    return Q(state=State.PUBLISHED, audience=Audience.PUBLIC)


def told(by_partner: bool) -> Q:
    """Things whose changes a reader is told: what it may read, and what it once could."""
    if by_partner:
        return told_to(number("partner"))
    return Q(was_public=True)


def visible(by_partner: bool) -> Q:
    """Of these, what is told as it is. Notices are for whoever was told of the thing before."""
    if by_partner:
        return ~Q(state=State.PUBLISHED) | shown_to(number("partner"))
    return Q(audience=Audience.PUBLIC)
