"""Published things: lists, details, and the other forms of articles and guides."""

import json
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest

from cms.editions.models import Kind, State

from ..answers import JSON, Answer, composed, known_digest, tell_tags
from ..contract.described import Contract
from ..fields import MEDIA_TYPE, Fields, fields_of_document, fields_of_listing, read_fields
from ..filters import filters_of, read_filters
from ..listing import NEWEST, ORDERS, Asked, find_page
from ..pages import PARAMETERS, Page
from ..parameters import read_choice, read_locale
from ..problems import Problem
from ..reads import Found, find_sites
from ..representations import REPRESENTATIONS, Representation
from ..things import ARTICLES, Collection, cache_tags, require_thing, tell_signature
from ..used_by import used_by
from .read import ReadView

_BY_TYPE = {each.media_type: each for each in REPRESENTATIONS}


def list_parameters(collection: Collection) -> frozenset[str]:
    """Every parameter of a kind's list."""
    return PARAMETERS | {"locale", "ordering", "fields"} | filters_of(collection.kind)


class ThingListView(ReadView):
    """Listings, newest first unless another order is asked for. A page is the stored listings, joined."""

    collection: ClassVar[Collection] = ARTICLES
    contract = Contract("list_{name}", "List {name}", "{Kind}ListingPage", fields="{Kind}ListingFieldsPage")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        query, kind, locale = request.GET, self.collection.kind, read_locale(request.GET)
        fields = read_fields(query, fields_of_listing(kind))
        order = read_choice(query, "ordering", ORDERS) or NEWEST
        page = Page(query, f"{self.reader.root}{self.collection.name}/", order)
        filters = read_filters(query, kind, locale)
        rows = page.cut(find_page(Asked(kind, locale, page.limit, order, filters, page.place, self.reader)))
        listings = [fields.choose(row.listing) if fields else row.listing for row in rows]
        return composed(
            page.render(rows, listings),
            content_type=MEDIA_TYPE if fields else JSON,
            fresh_until=min((row.fresh_until for row in rows if row.fresh_until), default=None),
            headers=tell_tags([f"{self.collection.name}.{locale}"]),
        )


class DocumentView(ReadView):
    """The document, exactly as it was stored, or another form of the page, as the reader accepts it."""

    collection: ClassVar[Collection] = ARTICLES

    offers = (JSON, *_BY_TYPE)
    negotiates = True
    parameters = frozenset({"locale", "fields"})
    contract = Contract(
        "get_{kind}",
        "Read {a_kind}",
        "{Kind}",
        fields="{Kind}Fields",
        others=tuple(_BY_TYPE),
    )

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        fields = read_fields(request.GET, fields_of_document(self.collection.kind))
        media_type = JSON if fields else self.media_type
        known = known_digest(request) if media_type == JSON and not fields else ""
        found = require_thing(request, self.collection, route["name"], reader=self.reader, known=known)
        self.note(found)
        if media_type != JSON:
            return _BY_TYPE[media_type].answer(json.loads(found.document or b"{}"), found)
        return _some(found, fields) if fields else _stored(found)


def contract_of(representation: Representation) -> Contract:
    """A form of a page as an operation of its own."""
    name, media_type = representation.name, representation.media_type
    summary = f"Read {{a_kind}} as {name.replace('_', '-')}"
    return Contract(f"get_{{kind}}_{name}", summary, None, media_type)


class RepresentationView(ReadView):
    """One of the other forms of a page, at an address of its own."""

    collection: ClassVar[Collection] = ARTICLES
    representation: ClassVar[Representation] = REPRESENTATIONS[0]
    contract: ClassVar[Contract] = contract_of(representation)

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, self.collection, route["name"], reader=self.reader)
        self.note(found)
        return self.representation.answer(json.loads(found.document or b"{}"), found)


class PartView(ReadView):
    """A part's document, and where it is used, which is joined when it is read."""

    collection: ClassVar[Collection] = ARTICLES
    parameters = frozenset({"locale", "fields"})
    contract = Contract(
        "get_{kind}", "Read a {kind}, and where it is used", "{Kind}Detail", fields="{Kind}DetailFields"
    )

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        fields = read_fields(request.GET, (*fields_of_document(self.collection.kind), "used_by"))
        found = require_thing(request, self.collection, route["name"])
        use, fresh = used_by(found, self.collection)
        shown = json.dumps(use, ensure_ascii=False, separators=(",", ":"))
        content = b'%s,"used_by":%s}' % (bytes(found.document or b"")[:-1], shown.encode())
        whole = found._replace(document=content, fresh_until=fresh)
        if fields:
            return _some(whole, fields)
        return composed(content, fresh_until=fresh, headers=cache_tags(found))


class SiteView(ReadView):
    """The clinic. A language without a profile of its own has the default language's."""

    contract = Contract("get_site", "Read the clinic's profile", "Site", tag="site", fields="SiteFields")
    parameters = frozenset({"locale", "fields"})

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        locale = read_locale(request.GET)
        fields = read_fields(request.GET, fields_of_document(Kind.SITE))
        known = "" if fields else known_digest(request)
        sites = find_sites(locale, settings.LANGUAGE_CODE, known=known)
        published = [site for site in sites if site.state == State.PUBLISHED]
        if not published:
            raise Problem("not-found", "The clinic's profile was not published yet.")
        found = max(published, key=lambda site: site.locale == locale)
        return _some(found, fields) if fields else _stored(found)


def _stored(found: Found) -> Answer:
    """The stored bytes and their own digest."""
    return Answer(
        found.document,
        found.digest,
        modified=found.updated_at,
        fresh_until=found.fresh_until,
        headers=(*cache_tags(found), *tell_signature(found.kid, found.signature)),
    )


def _some(found: Found, fields: Fields) -> Answer:
    """A part of the document, which says that it is one."""
    return composed(
        fields.choose(found.document or b"{}"),
        content_type=MEDIA_TYPE,
        fresh_until=found.fresh_until,
        headers=cache_tags(found),
    )
