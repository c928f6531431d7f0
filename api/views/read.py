"""The base of every public read."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.views import APIView

from cms.editions.models import Kind

from ..answers import JSON, Answer, publicly, respond
from ..connections import is_lost
from ..errors import answer_error
from ..limits import Limit, tell_limits
from ..parameters import require_known
from ..problems import Problem
from ..readers import PUBLIC, Reader
from ..reads import Changed, Found


class ReadView(APIView):
    """Answers GET, HEAD and OPTIONS itself and leaves other methods to REST framework.

    REST framework's own dispatch costs more than the query does, and decides nothing for a reader who accepts
    what there is. A view states its parameters, the media types that it offers, and its `read`.
    """

    parameters: ClassVar[frozenset[str]] = frozenset({"locale"})
    methods: ClassVar[str] = "GET, HEAD, OPTIONS"
    required: ClassVar[frozenset[str]] = frozenset()
    refuses_unknown: ClassVar[bool] = True
    kinds: ClassVar[tuple[str, ...]] = tuple(Kind.values)
    largest_page: ClassVar[int] = 100
    any_locale: ClassVar[bool] = False
    offers: ClassVar[tuple[str, ...]] = (JSON,)
    negotiates: ClassVar[bool] = False
    throttle_classes: ClassVar[list[type[Limit]]] = []
    limits: Sequence[Limit] = ()
    reader: Reader = PUBLIC
    media_type: str

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        raise NotImplementedError

    def note(self, *given: Found | Changed) -> None:
        """Called with what the reader is given. Partners' reads are counted; of others nothing is kept."""

    def dispatch(self, request: HttpRequest, *args: Any, **route: Any) -> HttpResponse:
        try:
            if request.method in ("GET", "HEAD") and "get" in self.http_method_names:
                response = self._answer_anyhow(request, route)
            elif request.method == "OPTIONS":
                response = self._tell_options()
            else:
                response = publicly(super().dispatch(request, *args, **route))
        except Exception as error:
            response = answer_error(error, request)
        for name, value in tell_limits(self.limits):
            response[name] = value
        return response

    def get(self, request: Request, **route: Any) -> HttpResponse:
        """Never called: here so that REST framework counts the method, and the contract describes it."""
        return self._answer(request._request, route)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """What writes is answered in JSON, whatever is accepted."""
        return super().perform_content_negotiation(request, force=True)

    def check_throttles(self, request: Request | HttpRequest) -> None:
        """Count this request. One too many is refused, and told as much about its limits as any other."""
        self.limits = [limit() for limit in self.throttle_classes]
        for limit in self.limits:
            if not limit.allow_request(request, self):
                raise Throttled(limit.wait())

    def preferred(self, request: HttpRequest) -> str:
        """The media type, of those offered, that the reader likes best. Raises a problem if it is none."""
        accept = request.META.get("HTTP_ACCEPT")
        if not accept or accept == "*/*":
            return self.offers[0]
        chosen = request.get_preferred_type(self.offers)
        if chosen is None:
            raise Problem("not-acceptable", f"This address has {', '.join(self.offers)}.")
        return str(chosen)

    def _tell_options(self) -> HttpResponse:
        """What may be done here, also for a browser that asks before it reads from another origin."""
        response = HttpResponse(status=204)
        response["Allow"] = response["Access-Control-Allow-Methods"] = self.methods
        response["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Modified-Since"
        response["Access-Control-Max-Age"] = "86400"
        return publicly(response)

    def _answer_anyhow(self, request: HttpRequest, route: dict[str, Any]) -> HttpResponse:
        """On a new connection to the database, if the old one turns out to be lost."""
        try:
            return self._answer(request, route)
        except DatabaseError as error:
            if not is_lost(error):
                raise
            connection.close()
            return self._answer(request, route)

    def _answer(self, request: HttpRequest, route: dict[str, Any]) -> HttpResponse:
        if self.refuses_unknown and request.META.get("QUERY_STRING"):
            require_known(request.GET, self.parameters)
        self.media_type = self.preferred(request)
        if self.throttle_classes:
            self.check_throttles(request)
        return respond(self.read(request, **route), request, negotiated=self.negotiates)
