"""Takes things back and puts them back, each in a unit of its own, for those who may."""

from typing import Any

from cms.editions.models import Kind
from cms.publishing.kinds import PAGES
from cms.publishing.models import Withdrawal
from cms.publishing.unit import unit
from cms.publishing.withdrawals import Terms, restore, withdraw

from ..items import may_publish

WITHDRAWN = (*PAGES, Kind.BENEFIT, Kind.DISCLAIMER, Kind.TOPIC, Kind.PERSON)
RECALLED = (*PAGES, Kind.BENEFIT, Kind.DISCLAIMER, Kind.TOPIC)
"""What gives advice, which may turn out to harm."""


def may_take_back(user: Any, item: Any) -> bool:
    """Whether this item is published, and this user may publish and unpublish it."""
    if getattr(item, "kind", None) not in WITHDRAWN or not item.live:
        return False
    if item.kind in PAGES:
        return bool(item.permissions_for_user(user).can_unpublish())
    return may_publish(user, item)


def take_back(item: Any, terms: Terms, *, by: Any) -> list[Withdrawal]:
    """Withdraw or recall. Raises `PublishRefused`, and then nothing has changed, not even the history."""
    with unit():
        return withdraw(item, terms, by=by)


def put_back(item: Any, withdrawal: Withdrawal, *, by: Any) -> None:
    """Publish again what was live. Raises `PublishRefused`, and then nothing has changed."""
    with unit():
        restore(withdrawal, by=by)


def find_standing(item: Any) -> Withdrawal | None:
    """Why this item is withdrawn now, if it is."""
    standing = Withdrawal.objects.standing().select_related("by")
    return standing.filter(content_id=item.content_id, locale=item.locale.language_code).first()
