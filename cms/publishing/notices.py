"""What is left of a thing that is no longer published: why, since when, and what to read instead."""

from typing import Any

from cms.editions.models import Kind, Role, State, Thing
from cms.editions.publication import Included, Publication
from cms.editions.services import format_time
from cms.library.given import Document

from .kinds import COLLECTIONS, PAGES
from .lookups import addresses, find_site, with_default
from .models import Reason, Withdrawal

WITH_PAGES = (*PAGES, Kind.TOPIC)


def prepare_notice(thing: Thing, because: Document) -> Publication:
    """The publication of what was withdrawn, unpublished or deleted: all its paths are former ones."""
    withdrawal = _standing(thing)
    successor = _successor(withdrawal) if withdrawal else None
    content = {
        "schema": "notice/1",
        "content_id": str(thing.content_id),
        "locale": thing.locale,
        "audience": thing.audience,
        "kind": thing.kind,
        "former_paths": list(thing.routes.order_by("pk").values_list("path", flat=True)),
        "contact": find_site(thing.locale).get("contact"),
        **_told(withdrawal, successor),
    }
    included = [Included(successor.content_id, successor.locale, Role.SUCCESSOR, None)] if successor else []
    return Publication(content=content, path=thing.path, included=tuple(included), because=because)


def _standing(thing: Thing) -> Withdrawal | None:
    return Withdrawal.objects.standing().filter(content_id=thing.content_id, locale=thing.locale).first()


def _told(withdrawal: Withdrawal | None, successor: Thing | None) -> Document:
    if withdrawal is None:
        words: dict[str, Any] = {"title": None, "reason": None, "notice": "", "severity": None}
        return {"state": State.GONE, **words, "withdrawn_at": None, "successor": None}
    moved = withdrawal.reason == Reason.MERGED and successor is not None
    return {
        "state": State.MOVED if moved else State.WITHDRAWN,
        "title": withdrawal.title,
        "reason": withdrawal.reason,
        "notice": withdrawal.notice,
        "severity": withdrawal.severity,
        "withdrawn_at": format_time(withdrawal.withdrawn_at),
        "successor": _point_to(successor) if successor else None,
    }


def _successor(withdrawal: Withdrawal) -> Thing | None:
    """What to read instead. What was merged leads there whatever became of it: its notice tells."""
    seen = set[Any]()
    following: Withdrawal | None = withdrawal
    while following and following.successor and following.successor not in seen:
        seen.add(following.successor)
        thing = _thing_of(following)
        if thing is None or thing.state == State.PUBLISHED or withdrawal.reason == Reason.MERGED:
            return thing
        following = _standing(thing)
    return None


def _thing_of(withdrawal: Withdrawal) -> Thing | None:
    locales = with_default(withdrawal.successor_locale or withdrawal.locale)
    things = {thing.locale: thing for thing in Thing.objects.public().filter(content_id=withdrawal.successor)}
    return next((things[locale] for locale in locales if locale in things), None)


def _point_to(thing: Thing) -> Document:
    collection = COLLECTIONS.get(Kind(thing.kind))
    name = thing.path if collection else f"{thing.kind}s/{thing.content_id}"
    return {
        "content_id": str(thing.content_id),
        "locale": thing.locale,
        "kind": thing.kind,
        "title": thing.title,
        "url": addresses().of_page(str(thing.path), thing.locale) if thing.kind in WITH_PAGES else None,
        "links": {"self": addresses().of_resource(f"{name}/", thing.locale)},
    }
