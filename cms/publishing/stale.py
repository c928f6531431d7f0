"""Things whose documents said that they would hold until now, such as until a review falls overdue."""

import logging

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cms.editions.models import Thing
from cms.library.given import Document, Key

from .cascade import HANDFUL
from .heal import publish_keys
from .kinds import rank_of
from .models import Act, Cascade, Moment, PendingRecompile
from .pending import postpone
from .services import record_done, record_refused
from .unit import unit

logger = logging.getLogger(__name__)
REVIEW: Document = {"reason": "review"}


def recompile_stale() -> int:
    """Compile them again: a handful now, parts before what holds them; many in the background."""
    stale = _stale()
    handful = list(stale[: HANDFUL + 1])
    if len(handful) > HANDFUL:
        with unit():
            cascade = Cascade.objects.create(title="What time has changed")
            return postpone(stale, cascade, REVIEW)
    return sum(_recompile(thing) for thing in sorted(handful, key=lambda each: rank_of(each.kind)))


def _stale() -> "QuerySet[Thing]":
    """Not those that a cascade will compile anyway, nor those that were just refused."""
    key = Q(content_id=OuterRef("content_id"), locale=OuterRef("locale"))
    refused = Moment.objects.refused().filter(key, act=Act.OVERDUE, try_again_at__gt=timezone.now())
    stale = Thing.objects.published().filter(fresh_until__lte=timezone.now())
    return stale.exclude(Exists(PendingRecompile.objects.filter(key))).exclude(Exists(refused))


def _recompile(thing: Thing) -> int:
    key: Key = (thing.content_id, thing.locale)
    told = {"act": Act.OVERDUE, "key": key, "title": thing.title, "due_at": thing.fresh_until}
    count, refusals = publish_keys({key: REVIEW})
    for refusal in refusals:
        logger.error("Its review is due, and its new edition is refused: %s", refusal)
        record_refused(**told, refusal=refusal)
    if count:
        record_done(**told)
    return count
