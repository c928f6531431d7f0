"""Who comes in, what a key may do, and how everything here is answered."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from cms.editions.models import State
from cms.partners.keys import find_key
from cms.partners.models import Partner, PartnerKey, Scope
from cms.partners.services import Read, note_use, record_reads
from cms.partners.sight import FILED

from ..keys import read_key, unknown_key
from ..limits import Limit, PartnerLimit
from ..problems import Problem
from ..readers import reader_of
from ..reads import Changed, Found
from ..views.read import ReadView

PRIVATE = "private, no-store"
LARGEST = 16 * 1024


class PartnerView(ReadView):
    """The base of every view here: nothing is done, or told, before the key was looked at."""

    scope: ClassVar[str | None] = Scope.READ
    throttle_classes: ClassVar[list[type[Limit]]] = [PartnerLimit]
    parser_classes = [JSONParser]
    parameters = frozenset()
    key: PartnerKey

    @property
    def partner(self) -> Partner:
        return self.key.partner

    def dispatch(self, request: HttpRequest, *args: Any, **route: Any) -> HttpResponse:
        return privately(super().dispatch(request, *args, **route))

    def initial(self, request: Request, *args: Any, **route: Any) -> None:
        self._admit(request._request)
        super().initial(request, *args, **route)

    def note(self, *given: Found | Changed) -> None:
        """Count what is read of articles and guides: so it is known who may still show an old edition."""
        reads = [
            Read(each.content_id, each.locale, each.number)
            for each in given
            if each.kind in FILED and each.state == State.PUBLISHED and _is_read(each)
        ]
        record_reads(partner=self.partner, reads=reads, on=timezone.localdate())

    def _answer(self, request: HttpRequest, route: dict[str, Any]) -> HttpResponse:
        self._admit(request)
        return super()._answer(request, route)

    def _admit(self, request: HttpRequest) -> None:
        at = timezone.now()
        key = find_key(read_key(request) or "", at)
        if key is None:
            raise unknown_key()
        if self.scope and not key.allows(self.scope):
            raise Problem("forbidden", f"This key has not the scope “{self.scope}”.")
        self.key, self.reader = key, reader_of(key.partner)
        note_use(key=key, at=at)


def privately(response: HttpResponse) -> HttpResponse:
    """For this partner's programs alone: not for caches, and not for scripts of pages."""
    response["Cache-Control"] = PRIVATE
    for name in ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers"):
        if name in response:
            del response[name]
    return response


def read_body(request: Request) -> Mapping[str, Any]:
    """The JSON object that was sent. Raises a problem for anything else."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise Problem("content-too-large", f"It is at most {LARGEST} bytes.")
    try:
        sent = request.data
    except RecursionError as error:
        raise Problem("bad-request", "The JSON is nested too deeply.") from error
    if not isinstance(sent, Mapping):
        raise invalid_body({"": "It is no JSON object."})
    return sent


def invalid_body(errors: Mapping[str, str]) -> Problem:
    """What is wrong with each field."""
    told = [{"field": field, "detail": detail} for field, detail in errors.items()]
    first = next(iter(errors.values()))
    return Problem("invalid-body", first, errors=told)


def answer_json(content: Mapping[str, Any], status: int = 200) -> HttpResponse:
    return JsonResponse(content, status=status)


def as_bytes(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _is_read(given: Found | Changed) -> bool:
    """A change without its document tells that there is one, and gives nothing to show."""
    if isinstance(given, Changed):
        return given.shown and given.document is not None
    return True
