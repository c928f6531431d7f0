"""The only code that writes the ledger."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q

from .canonical import Document, canonical_bytes, next_chain, sha256_hex
from .current import bring_forward, freshness_of, make_current, save_things, tags_of
from .facets import store_facets
from .inclusions import refresh_inclusions, store_inclusions
from .listing import list_document
from .models import Edition, Ledger, Route, Thing
from .publication import Included, OutsideUnit, Publication, RouteTaken
from .schemas import check_document
from .search.entries import store_entries
from .signing import sign_editions

__all__ = [
    "Included",
    "OutsideUnit",
    "Publication",
    "RouteTaken",
    "format_time",
    "lock_ledger",
    "publish_edition",
    "publish_editions",
]


def lock_ledger() -> Ledger:
    """Lock the ledger until the transaction ends, so that sequences are given in the order of commits."""
    _require_transaction()
    ledger = Ledger.objects.select_for_update().filter(pk=1).first()
    if ledger is None:
        Ledger.objects.get_or_create(pk=1)
        ledger = Ledger.objects.select_for_update().get(pk=1)
    return ledger


def publish_edition(ledger: Ledger, publication: Publication, *, at: datetime) -> Edition | None:
    """Store an edition and make it its thing's current one; none if it says what the one before says.

    Raises `OutsideUnit`, `RouteTaken` and `InvalidDocument`; the unit then rolls back.
    """
    return publish_editions(ledger, [publication], at=at)[0]


def publish_editions(
    ledger: Ledger, publications: Sequence[Publication], *, at: datetime
) -> list[Edition | None]:
    """The same for several different things, in this order, with as many queries as for one."""
    _require_transaction()
    things = _get_things(publications)
    _claim_routes(things, publications)
    pairs = list(zip(things, publications, strict=True))
    changed = [pair for pair in pairs if not _is_stored(*pair)]
    _keep([pair for pair in pairs if pair not in changed], at)
    editions = _append(ledger, changed, at)
    by_thing = {edition.thing_id: edition for edition in editions}
    return [by_thing.get(thing.pk) for thing in things]


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise OutsideUnit("Publish inside a unit of publishing: the edition must commit with its cause.")


def _get_things(publications: Sequence[Publication]) -> list[Thing]:
    """Each publication's thing, made if it is new. Of the current edition all but the stored bytes."""
    rows = Thing.objects.filter(content_id__in=[publication.key[0] for publication in publications])
    rows = rows.select_related("current").defer("current__document", "current__listing")
    found = {(thing.content_id, thing.locale): thing for thing in rows}
    return [found.get(publication.key) or _make_thing(publication) for publication in publications]


def _make_thing(publication: Publication) -> Thing:
    content_id, locale = publication.key
    return Thing.objects.create(content_id=content_id, locale=locale, kind=publication.kind)


def _claim_routes(things: Sequence[Thing], publications: Sequence[Publication]) -> None:
    wanted = {
        (thing.locale, publication.path): thing
        for thing, publication in zip(things, publications, strict=True)
        if publication.path is not None and publication.path != thing.path
    }
    taken = {}
    if wanted:
        paths = Q(path__in=[path for _, path in wanted], locale__in={locale for locale, _ in wanted})
        taken = {(r.locale, r.path): r for r in Route.objects.filter(paths).select_related("thing")}
    for (locale, path), thing in wanted.items():
        route = taken.get((locale, path)) or Route.objects.create(locale=locale, path=path, thing=thing)
        if route.thing_id != thing.pk:
            raise RouteTaken(route)


def _is_stored(thing: Thing, publication: Publication) -> bool:
    current = thing.current
    return bool(
        current
        and current.content_digest == publication.content_digest
        and current.state == publication.state
    )


def _keep(pairs: Sequence[tuple[Thing, Publication]], at: datetime) -> None:
    """What did not change keeps its edition; what it wants, its path and its freshness are kept true."""
    refresh_inclusions({thing.current: publication.included for thing, publication in pairs if thing.current})
    for thing, publication in pairs:
        known = (thing.path, thing.fresh_until, thing.cache_tags)
        thing.path = publication.path
        thing.cache_tags = tags_of(publication)
        fresh_until = freshness_of(publication.content, publication, at)
        bring_forward(thing, fresh_until)
        thing.fresh_until = fresh_until
        if known != (thing.path, thing.fresh_until, thing.cache_tags):
            thing.save(update_fields=["path", "fresh_until", "cache_tags"])


def _append(ledger: Ledger, pairs: Sequence[tuple[Thing, Publication]], at: datetime) -> list[Edition]:
    documents = [_stamp(publication.content, thing, at) for thing, publication in pairs]
    editions = [
        _make_edition(ledger, *pair, document, at) for pair, document in zip(pairs, documents, strict=True)
    ]
    if not editions:
        return []
    sign_editions(editions)
    ledger.save()
    Edition.objects.bulk_create(editions)
    included = [publication.included for _, publication in pairs]
    store_inclusions(dict(zip(editions, included, strict=True)))
    for edition, document, (thing, publication) in zip(editions, documents, pairs, strict=True):
        make_current(thing, edition, document, publication)
    save_things(thing for thing, _ in pairs)
    by_thing = {thing: document for (thing, _), document in zip(pairs, documents, strict=True)}
    store_facets(by_thing)
    store_entries(by_thing)
    return editions


def _stamp(content: Document, thing: Thing, at: datetime) -> Document:
    document = {
        **content,
        "edition": thing.current.number + 1 if thing.current else 1,
        "published_at": format_time(thing.published_at or at),
        "updated_at": format_time(at),
    }
    check_document(document)
    return document


def format_time(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _make_edition(
    ledger: Ledger, thing: Thing, publication: Publication, document: Document, at: datetime
) -> Edition:
    stored = canonical_bytes(document)
    digest = sha256_hex(stored)
    ledger.sequence += 1
    ledger.chain = next_chain(ledger.chain, digest)
    return Edition(
        thing=thing,
        number=document["edition"],
        sequence=ledger.sequence,
        state=publication.state,
        audience=document["audience"],
        document=stored,
        listing=canonical_bytes(list_document(document)),
        content_digest=publication.content_digest,
        digest=digest,
        chain=ledger.chain,
        because=publication.because,
        created_at=at,
    )
