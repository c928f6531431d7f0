"""A thing is what its current edition says, and its paths lead to it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from cms.editions.canonical import Document
from cms.editions.facets import facets_of, reviewed_on
from cms.editions.models import Audience, Edition, Route, State, Thing
from cms.editions.search.entries import digest_of_entry
from cms.editions.services import format_time
from cms.editions.tags import join_tags

from .findings import Finding, Mend, name_thing, rebuild
from .read import read_document

_MOMENTS = ("published_at", "updated_at")


def check_thing(edition: Edition, document: Document) -> Iterator[Finding]:
    """The columns and routes of the thing whose current edition this is."""
    thing = edition.thing
    for name, value in columns_of_thing(edition, document).items():
        if getattr(thing, name) != value:
            yield rebuild(
                thing, f"its {name} is “{getattr(thing, name)}”; its current edition says “{value}”."
            )
    for name in _MOMENTS:
        moment = getattr(thing, name)
        if moment is None or format_time(moment) != document[name]:
            yield rebuild(thing, f"its {name} is “{moment}”; its current edition says “{document[name]}”.")
    if {(row.name, row.value) for row in thing.facets.all()} != facets_of(document):
        yield rebuild(thing, "lists do not find it by the authors and codes of its current edition.")
    entry = getattr(thing, "search_entry", None)
    if (entry.digest if entry else None) != digest_of_entry(thing, document):
        yield rebuild(thing, "search does not find it by the words of its current edition.")
    if thing.cache_tags != tags_of_edition(edition):
        yield rebuild(thing, "caches would not purge it with what it shows.")
    yield from _check_routes(thing, paths_of(edition, document))


def tags_of_edition(edition: Edition) -> str:
    """The tags of its thing, by what it includes."""
    shown = (row.content_id for row in edition.inclusions.all() if row.number)
    return join_tags(edition.thing.content_id, shown)


def columns_of_thing(edition: Edition, document: Document) -> dict[str, Any]:
    """What a thing is, by its current edition. A tombstone keeps path and title of what was there before."""
    shown = _published_before(edition) if "state" in document else document
    return {
        "sequence": edition.sequence,
        "state": document.get("state", State.PUBLISHED),
        "audience": document["audience"],
        "was_public": document["audience"] == Audience.PUBLIC or _was_public(edition.thing),
        "path": _path_of(shown) if shown else edition.thing.path,
        "title": _title_of(document) or _title_of(shown or {}) or edition.thing.title,
        "url": document.get("url"),
        "former_paths": document.get("former_paths", []),
        "review_state": document.get("review", {}).get("state", "none"),
        "reviewed_on": reviewed_on(document),
    }


def _was_public(thing: Thing) -> bool:
    return thing.editions.filter(audience=Audience.PUBLIC).exists()


def paths_of(edition: Edition, document: Document) -> list[str]:
    """Every path that belongs to the thing, in the order in which former ones are told."""
    path = columns_of_thing(edition, document)["path"]
    return list(dict.fromkeys([*document.get("former_paths", []), *([path] if path else [])]))


def _published_before(edition: Edition) -> Document | None:
    earlier = edition.thing.editions.filter(sequence__lt=edition.sequence).order_by("-sequence")
    documents = (read_document(each) or {"state": "altered"} for each in earlier.iterator(chunk_size=1))
    return next((document for document in documents if "state" not in document), None)


def _title_of(document: Document) -> str:
    return str(document.get("title") or document.get("name") or "")


def _path_of(document: Document) -> str | None:
    """A thing with a slug is addressed by it, below the collection of its kind."""
    if "slug" not in document:
        return None
    return "/".join(urlsplit(document["links"]["self"]).path.strip("/").split("/")[-2:])


def _check_routes(thing: Thing, paths: list[str]) -> Iterator[Finding]:
    own = {route.path for route in thing.routes.all() if route.locale == thing.locale}
    for path in paths:
        if path not in own:
            yield _tell_missing(thing, path)
    for path in sorted(own.difference(paths)):
        wrong = f"“{path}” leads to it, which its current edition does not say."
        yield Finding(name_thing(thing), wrong, mend=Mend.COMPILE)


def _tell_missing(thing: Thing, path: str) -> Finding:
    route = Route.objects.filter(locale=thing.locale, path=path).select_related("thing").first()
    if route is None:
        return rebuild(thing, f"no route leads from “{path}” to it.")
    return rebuild(thing, f"the route of “{path}” leads to {name_thing(route.thing)} instead.")
