"""Makes again what follows from stored documents. Documents, digests and the chain are never written here."""

from typing import Any

from django.db import transaction

from .audit.inclusions import Named, name_things, spare_rows
from .audit.ledger import newest_editions, orphan_routes
from .audit.read import read_document
from .audit.stored import columns_of_edition
from .audit.things import columns_of_thing, paths_of, tags_of_edition
from .canonical import Document
from .facets import store_facets
from .models import Edition, Inclusion, Route, SearchEntry, Thing
from .search.entries import store_entries
from .services import lock_ledger
from .signing import is_signed, sign_editions


@transaction.atomic
def rebuild_thing(pk: int) -> None:
    """Everything of this thing that follows from its stored documents, as far as these are whole."""
    lock_ledger()
    for edition in Edition.objects.filter(thing=pk).order_by("sequence"):
        if document := read_document(edition):
            _rebuild_edition(edition, document)
    current = _make_newest_current(pk)
    if current and (document := read_document(current)):
        _rebuild_columns(current, document)
        store_facets({current.thing: document})
        SearchEntry.objects.filter(thing=pk).delete()
        store_entries({current.thing: document})
        _rebuild_routes(current, document)
        _rebuild_inclusions(current, document)
        _update(current.thing, {"cache_tags": tags_of_edition(current)})


@transaction.atomic
def drop_orphan_routes() -> int:
    """Routes whose thing is lost lead nowhere, and keep others from having their paths."""
    lock_ledger()
    return orphan_routes().delete()[0]


def _rebuild_edition(edition: Edition, document: Document) -> None:
    columns = columns_of_edition(edition, document)
    taken = edition.thing.editions.exclude(pk=edition.pk).filter(number=document["edition"])
    if taken.exists():
        del columns["number"]
    if not is_signed(edition):
        sign_editions([edition])
    _update(edition, {**columns, "key": edition.key, "signature": edition.signature})


def _update(row: Edition | Thing, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))


def _make_newest_current(pk: int) -> Edition | None:
    thing = Thing.objects.annotate(newest=newest_editions()).get(pk=pk)
    if thing.current_id != thing.newest:
        Thing.objects.filter(current=thing.newest).update(current=None)
        Thing.objects.filter(pk=pk).update(current=thing.newest)
    inclusions = Inclusion.objects.filter(edition__thing=pk)
    inclusions.filter(edition=thing.newest).update(current=True)
    inclusions.exclude(edition=thing.newest).update(current=False)
    return Edition.objects.select_related("thing").filter(pk=thing.newest).first()


def _rebuild_columns(current: Edition, document: Document) -> None:
    first = current.thing.editions.filter(number=1).first()
    Thing.objects.filter(sequence=current.sequence).exclude(pk=current.thing.pk).update(sequence=None)
    moments = {"updated_at": current.created_at, **({"published_at": first.created_at} if first else {})}
    _update(current.thing, columns_of_thing(current, document) | moments)


def _rebuild_routes(current: Edition, document: Document) -> None:
    """In the order of the document: the next one tells former paths in the order of their routes."""
    thing, paths = current.thing, paths_of(current, document)
    own = list(thing.routes.filter(locale=thing.locale).order_by("pk").values_list("path", flat=True))
    if [path for path in own if path in paths] == paths:
        return
    thing.routes.filter(path__in=own).delete()
    for path in dict.fromkeys([*paths, *own]):
        route, _ = Route.objects.get_or_create(locale=thing.locale, path=path, defaults={"thing": thing})
        if route.thing_id != thing.pk and path not in _paths_of_thing(route.thing):
            Route.objects.filter(pk=route.pk).update(thing=thing)


def _paths_of_thing(thing: Thing) -> list[str]:
    """What another thing's own document claims, which stays its own."""
    document = read_document(thing.current) if thing.current else None
    return paths_of(thing.current, document) if thing.current and document else [thing.path or ""]


def _rebuild_inclusions(current: Edition, document: Document) -> None:
    """Parts whose editions the document names. The rest is looked up again when the thing is compiled."""
    named = name_things(document)
    held = list(current.inclusions.exclude(number=None))
    current.inclusions.filter(pk__in=[row.pk for row in spare_rows(held, named)]).delete()
    for each in named:
        if each.number and each.locale:
            _include(current, each)


def _include(current: Edition, named: Named) -> None:
    Inclusion.objects.update_or_create(
        edition=current,
        content_id=named.content_id,
        locale=named.locale,
        role=named.role,
        defaults={"number": named.number},
    )
