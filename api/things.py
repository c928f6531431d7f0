"""From the name in an address to the published thing, or to the answer that there is none."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from cms.editions.models import Audience, Kind, State, Thing

from .answers import tell_tags
from .notices import is_moved, left_of, query_in, successor_of
from .parameters import is_slug, read_locale, read_uuid
from .problems import Problem
from .readers import PUBLIC, Reader
from .reads import Found, find_by_id, find_by_path, find_standing


@dataclass(frozen=True)
class Collection:
    """What lives under one name of the API. Things without a slug are found by `content_id` alone."""

    name: str
    kind: str
    has_slugs: bool = True
    forms: tuple[str, ...] = ("/", "/editions/")
    """What may follow a name, except what tells of one edition: a successor of this kind has the same."""

    def path_of(self, found: Found) -> str:
        return found.path or f"{self.name}/{found.content_id}"


_IN_ALL_FORMS = ("/", ".html", ".md", ".txt", ".jsonld", "/editions/")
ARTICLES = Collection("articles", Kind.ARTICLE, forms=(*_IN_ALL_FORMS, "/comments/", "/comments.html"))
GUIDES = Collection("guides", Kind.GUIDE, forms=_IN_ALL_FORMS)
BENEFITS = Collection("benefits", Kind.BENEFIT)
DISCLAIMERS = Collection("disclaimers", Kind.DISCLAIMER, has_slugs=False)
TOPICS = Collection("topics", Kind.TOPIC)
PEOPLE = Collection("people", Kind.PERSON)
PAGES = (ARTICLES, GUIDES)
PARTS = (BENEFITS, DISCLAIMERS, TOPICS, PEOPLE)
BY_KIND = {str(collection.kind): collection for collection in (*PAGES, *PARTS)}


class Renamed(Exception):
    """The address has a slug that the thing no longer has, or the thing a successor: a redirect leads on."""

    def __init__(self, url: str) -> None:
        self.url = url


def require_thing(
    request: HttpRequest,
    collection: Collection,
    name: str,
    *,
    reader: Reader = PUBLIC,
    known: str = "",
    follow: bool = False,
) -> Found:
    """The published thing of this name. Raises `Renamed`, or a problem: 404, 410.

    Who writes is told to `follow`: a former slug is as good as the present one, and a successor is no
    substitute for the thing that was written about.
    """
    locale = read_locale(request.GET)
    found = find_thing(collection, name, locale, known=known)
    if found is None:
        raise _never_published(collection, locale)
    if is_moved(found) and not follow and reader is PUBLIC:
        _lead_on(request, collection, name, found)
    require_published(found, collection, reader)
    renamed = found.path and read_uuid(name) is None and found.path != f"{collection.name}/{name}"
    if renamed and not follow:
        raise Renamed(_address_now(request, collection, name, f"{reader.root}{found.path}"))
    return found


def find_thing(collection: Collection, name: str, locale: str, *, known: str = "") -> Found | None:
    """The thing of a slug, present or former, or of a `content_id`, whatever its state."""
    content_id = read_uuid(name)
    if content_id:
        return find_by_id(collection.kind, content_id, locale, known=known)
    if collection.has_slugs and is_slug(name):
        return find_by_path(locale, f"{collection.name}/{name}", known=known)
    return None


def require_published(found: Found, collection: Collection, reader: Reader = PUBLIC) -> None:
    """Raise a 410 for what the reader could read and cannot now, and a 404 for what it never could."""
    shown = _is_shown(found, reader)
    if shown is None:
        raise _never_published(collection, found.locale)
    if not shown:
        # For this reader it is gone, and what others are told of it is not told here.
        raise left_of(found._replace(state=State.GONE, document=None))
    if found.state != State.PUBLISHED:
        raise left_of(found)


def _is_shown(found: Found, reader: Reader) -> bool | None:
    """Whether the thing, or its notice, is for this reader; none if it never was."""
    if reader.partner is not None:
        return find_standing(found, reader.partner)
    if found.audience == Audience.PUBLIC:
        return True
    return False if _was_public(found) else None


def cache_tags(found: Found) -> tuple[tuple[str, str], ...]:
    """What a purge of this thing, or of anything that it shows, names, whatever the address."""
    return tell_tags(found.tags.split())


def tell_signature(kid: str | None, signature: str) -> tuple[tuple[str, str], ...]:
    """By which a reader can tell that this hub published the stored bytes."""
    return (("Edition-Key", kid), ("Edition-Signature", signature)) if kid else ()


def _was_public(found: Found) -> bool:
    things = Thing.objects.filter(content_id=found.content_id, locale=found.locale)
    return things.filter(was_public=True).exists()


def _never_published(collection: Collection, locale: str) -> Problem:
    return Problem("not-found", f"No {collection.kind} of this name was ever published in “{locale}”.")


def _lead_on(request: HttpRequest, collection: Collection, name: str, found: Found) -> None:
    """Raise `Renamed` with the same form of the successor, if that has this form."""
    successor = successor_of(found)
    target = BY_KIND.get(successor["kind"])
    rest = _rest(request, collection, name)
    if target and rest in target.forms:
        query = query_in(successor["locale"], request, found.locale)
        raise Renamed(f"{settings.API_URL}/{target.name}/{successor['content_id']}{rest}{query}")


def _address_now(request: HttpRequest, collection: Collection, name: str, path: str) -> str:
    """The same address with the new slug: suffix and query stay."""
    query = request.META.get("QUERY_STRING", "")
    return f"{settings.API_URL}/{path}{_rest(request, collection, name)}{'?' if query else ''}{query}"


def _rest(request: HttpRequest, collection: Collection, name: str) -> str:
    return request.path.partition(f"/{collection.name}/{name}")[2]
