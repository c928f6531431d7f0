"""The only code that writes the ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from .canonical import Document, canonical_bytes, next_chain, sha256_hex
from .listing import list_document
from .models import Edition, Inclusion, Ledger, Route, State, Thing
from .schemas import check_document


class OutsideUnit(RuntimeError):
    """An edition was published outside a transaction that holds the ledger's lock."""


class RouteTaken(ValueError):
    """Another thing has, or once had, this path."""

    def __init__(self, route: Route) -> None:
        self.route = route
        super().__init__(f"The address “{route.path}” belongs to “{route.thing.title}”. Choose another slug.")


@dataclass(frozen=True, order=True)
class Included:
    """A thing that a document holds, or, with `number` none, wants and cannot have yet."""

    content_id: UUID
    locale: str
    role: str
    number: int | None


@dataclass(frozen=True)
class Publication:
    """What is to be published: content without stamps, its path, what it includes, and why.

    `content` is a document of `schema/` less `edition`, `published_at` and `updated_at`.
    """

    content: Document
    path: str | None
    included: tuple[Included, ...]
    because: dict[str, Any]

    @property
    def kind(self) -> str:
        return str(self.content.get("kind") or self.content["schema"].partition("/")[0])

    @property
    def state(self) -> str:
        return str(self.content["state"]) if "state" in self.content else State.PUBLISHED


def lock_ledger() -> Ledger:
    """Lock the ledger until the transaction ends, so that sequences are given in the order of commits."""
    _require_transaction()
    Ledger.objects.get_or_create(pk=1)
    return Ledger.objects.select_for_update().get(pk=1)


def publish_edition(ledger: Ledger, publication: Publication, *, at: datetime) -> Edition | None:
    """Store an edition and make it its thing's current one; none if it says what the one before says.

    Raises `OutsideUnit`, `RouteTaken` and `InvalidDocument`; the unit then rolls back.
    """
    _require_transaction()
    thing = _get_thing(publication)
    _claim_route(thing, publication.path)
    content_digest = sha256_hex(canonical_bytes(publication.content))
    current = thing.current
    if current and (current.content_digest, current.state) == (content_digest, publication.state):
        _refresh_inclusions(current, publication.included)
        _save_path(thing, publication.path)
        return None
    document = _stamp(publication.content, thing, at)
    check_document(document)
    edition = _append(ledger, thing, publication, document, content_digest, at)
    _store_inclusions(edition, publication.included)
    _make_current(thing, edition, document, publication)
    return edition


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise OutsideUnit("Publish inside a unit of publishing: the edition must commit with its cause.")


def _get_thing(publication: Publication) -> Thing:
    content = publication.content
    thing, _ = Thing.objects.select_related("current").get_or_create(
        content_id=content["content_id"], locale=content["locale"], defaults={"kind": publication.kind}
    )
    return thing


def _claim_route(thing: Thing, path: str | None) -> None:
    if path is None or path == thing.path:
        return
    route, _ = Route.objects.select_related("thing").get_or_create(
        locale=thing.locale, path=path, defaults={"thing": thing}
    )
    if route.thing_id != thing.pk:
        raise RouteTaken(route)


def _stamp(content: Document, thing: Thing, at: datetime) -> Document:
    number = thing.current.number + 1 if thing.current else 1
    published_at = thing.published_at or at
    return {
        **content,
        "edition": number,
        "published_at": format_time(published_at),
        "updated_at": format_time(at),
    }


def format_time(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _append(
    ledger: Ledger,
    thing: Thing,
    publication: Publication,
    document: Document,
    content_digest: str,
    at: datetime,
) -> Edition:
    stored = canonical_bytes(document)
    digest = sha256_hex(stored)
    ledger.sequence += 1
    ledger.chain = next_chain(ledger.chain, digest)
    ledger.save()
    return Edition.objects.create(
        thing=thing,
        number=document["edition"],
        sequence=ledger.sequence,
        state=publication.state,
        audience=document["audience"],
        document=stored,
        listing=canonical_bytes(list_document(document)),
        content_digest=content_digest,
        digest=digest,
        chain=ledger.chain,
        because=publication.because,
        created_at=at,
    )


def _store_inclusions(edition: Edition, included: Iterable[Included]) -> None:
    Inclusion.objects.current().filter(edition__thing=edition.thing).update(current=False)
    Inclusion.objects.bulk_create(
        Inclusion(
            edition=edition,
            content_id=each.content_id,
            locale=each.locale,
            role=each.role,
            number=each.number,
        )
        for each in sorted(set(included), key=lambda each: (str(each.content_id), each.locale, each.role))
    )


def _refresh_inclusions(edition: Edition, included: Iterable[Included]) -> None:
    """What is wanted may change while the document does not: keep the current edition's table true."""
    stored = {(row.content_id, row.locale, row.role, row.number is None) for row in edition.inclusions.all()}
    if stored != {(each.content_id, each.locale, each.role, each.number is None) for each in included}:
        edition.inclusions.all().delete()
        _store_inclusions(edition, included)


def _make_current(thing: Thing, edition: Edition, document: Document, publication: Publication) -> None:
    thing.current = edition
    thing.sequence = edition.sequence
    thing.state = edition.state
    thing.audience = edition.audience
    thing.path = publication.path
    thing.title = document.get("title") or document.get("name") or thing.title
    thing.url = document.get("url")
    thing.former_paths = document.get("former_paths", [])
    thing.review_state = document.get("review", {}).get("state", "none")
    thing.published_at = thing.published_at or edition.created_at
    thing.updated_at = edition.created_at
    thing.fresh_until = _fresh_until(document)
    thing.save()


def _fresh_until(document: Document) -> datetime | None:
    """The moment from which the document is wrong by itself: when a review that it shows falls overdue."""
    due = [
        date.fromisoformat(review["next_review_on"])
        for review in _reviews(document)
        if review["next_review_on"] and review["state"] != "overdue"
    ]
    if not due:
        return None
    return timezone.make_aware(datetime.combine(min(due) + timedelta(days=1), time.min))


def _reviews(document: Document) -> Iterator[dict[str, Any]]:
    """The document's own review, and those of the benefits in its body."""
    items = (item for block in document.get("body", ()) for item in block.get("items", ()))
    for holder in (document, *items):
        if review := holder.get("review"):
            yield review


def _save_path(thing: Thing, path: str | None) -> None:
    if thing.path != path:
        thing.path = path
        thing.save(update_fields=["path"])
