"""A thing's history: what was published, when and why; and each edition, which never changes."""

import json
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from cms.editions.models import Audience, Edition, State
from cms.editions.services import format_time

from ..answers import Answer, composed
from ..contract.described import Contract
from ..notices import left_of
from ..pages import PARAMETERS, Page
from ..problems import Problem
from ..readers import PUBLIC, Reader
from ..reads import Found
from ..things import ARTICLES, Collection, cache_tags, require_thing, tell_signature
from .read import ReadView

HOUR = 3600


class Stored(NamedTuple):
    """One edition as its history lists it."""

    value: datetime
    pk: int
    number: int
    state: str
    digest: str
    kid: str | None
    signature: str
    because: dict[str, Any]
    redacted_at: datetime | None


class EditionListView(ReadView):
    """The history of a published thing, newest first."""

    collection: ClassVar[Collection] = ARTICLES
    parameters = PARAMETERS | {"locale"}
    contract = Contract("list_{kind}_editions", "List the editions of one {kind}", "EditionPage")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, self.collection, route["name"], reader=self.reader)
        path = f"{self.reader.root}{self.collection.path_of(found)}"
        page = Page(request.GET, f"{path}/editions/", "-sequence")
        rows = page.cut(_history(_editions(found, self.reader), page))
        results = [_describe(row, f"{settings.API_URL}/{path}/editions/", found.locale) for row in rows]
        return composed(page.render(rows, results), fresh_until=found.fresh_until, headers=cache_tags(found))


class EditionView(ReadView):
    """One edition of a published thing. When the thing is gone, so are they; a recalled one stays so."""

    collection: ClassVar[Collection] = ARTICLES
    contract = Contract("get_{kind}_edition", "Read one edition of one {kind}", "{Kind}")

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, self.collection, route["name"], reader=self.reader)
        later = Edition.objects.filter(thing=OuterRef("thing"), number__gt=OuterRef("number"))
        asked = _editions(found, self.reader).filter(number=route["number"])
        edition = asked.annotate(taken_back=Exists(later.filter(state=State.WITHDRAWN))).first()
        if edition is None:
            raise Problem("not-found", f"There is no edition {route['number']} of this {found.kind}.")
        if edition.redacted_at:
            raise Problem(
                "gone", f"What edition {edition.number} said was destroyed on purpose. Remove your copies."
            )
        if edition.state != State.PUBLISHED:
            detail = f"Edition {edition.number} says that this {found.kind} was {edition.state} then."
            raise Problem("gone", detail)
        if edition.taken_back and (recall := _recall_of(_editions(found, self.reader), edition)):
            state = State.GONE if recall.redacted_at else recall.state
            raise left_of(found._replace(state=state, document=bytes(recall.document)))
        return Answer(
            bytes(edition.document),
            edition.digest,
            modified=edition.created_at,
            fresh_until=found.fresh_until,
            max_age=HOUR,
            immutable=True,
            headers=(*cache_tags(found), *tell_signature(edition.key_id, edition.signature)),
        )


def _recall_of(editions: "QuerySet[Edition]", edition: Edition) -> Edition | None:
    """The recall that took this edition's words back, unless the same words were published again after it."""
    later = editions.filter(number__gt=edition.number)
    for notice in later.filter(state=State.WITHDRAWN).order_by("-number"):
        again = later.filter(number__gt=notice.number, content_digest=edition.content_digest)
        if _is_recall(notice) and not again.exists():
            return notice
    return None


def _is_recall(notice: Edition) -> bool:
    """What a redacted notice said is not known any more: it may have been one."""
    return bool(notice.redacted_at or json.loads(notice.document)["severity"])


def _editions(found: Found, reader: Reader) -> "QuerySet[Edition]":
    """Those that the reader may read. Partners read what is public, too."""
    editions = Edition.objects.filter(thing__content_id=found.content_id, thing__locale=found.locale)
    return editions.filter(audience=Audience.PUBLIC) if reader is PUBLIC else editions


def _history(editions: "QuerySet[Edition]", page: Page) -> list[Stored]:
    """In the ledger's order: the sequence is the place."""
    columns = (
        *("created_at", "sequence", "number", "state", "digest"),
        *("key_id", "signature", "because", "redacted_at"),
    )
    return [Stored(*row) for row in page.newest(editions, "sequence").values_list(*columns)]


def _describe(row: Stored, base: str, locale: str) -> bytes:
    query = "" if locale == settings.LANGUAGE_CODE else f"?locale={locale}"
    is_there = row.state == State.PUBLISHED and not row.redacted_at
    described = {
        "edition": row.number,
        "state": row.state,
        "digest": f"sha-256:{row.digest}",
        "kid": row.kid,
        "signature": row.signature,
        "published_at": format_time(row.value),
        "because": row.because,
        "redacted_at": format_time(row.redacted_at) if row.redacted_at else None,
        "url": f"{base}{row.number}/{query}" if is_there else None,
    }
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()
