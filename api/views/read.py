"""The base of every public read."""

import re
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request
from rest_framework.views import APIView

from ..answers import JSON, Answer, publicly, respond
from ..errors import answer_error
from ..parameters import require_known
from ..renderers import StoredJSON


class ReadView(APIView):
    """Answers plain GET and HEAD itself and leaves the rest (negotiation, other methods) to REST framework.

    REST framework's own dispatch costs more than the query does, and decides nothing for a reader who accepts
    what there is. A view states its parameters and its `read`.
    """

    parameters: ClassVar[frozenset[str]] = frozenset({"locale"})
    methods: ClassVar[str] = "GET, HEAD, OPTIONS"
    refuses_unknown: ClassVar[bool] = True
    largest_page: ClassVar[int] = 100
    any_locale: ClassVar[bool] = False
    content_type: ClassVar[str] = JSON
    renderer_classes = [StoredJSON]
    throttle_classes: ClassVar[list[Any]] = []

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **route: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or not self._accepted(request):
            return publicly(super().dispatch(request, *args, **route))
        try:
            return self._answer(request, route)
        except Exception as error:
            return answer_error(error, request)

    def get(self, request: Request, **route: Any) -> HttpResponse:
        return self._answer(request._request, route)

    def options(self, request: Request, **route: Any) -> HttpResponse:
        """What may be done here, also for a browser that asks before it reads from another origin."""
        response = HttpResponse(status=204)
        response["Allow"] = response["Access-Control-Allow-Methods"] = self.methods
        response["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Modified-Since"
        response["Access-Control-Max-Age"] = "86400"
        return response

    def _answer(self, request: HttpRequest, route: dict[str, Any]) -> HttpResponse:
        if self.refuses_unknown and request.META.get("QUERY_STRING"):
            require_known(request.GET, self.parameters)
        return respond(self.read(request, **route), request)

    def _accepted(self, request: HttpRequest) -> bool:
        """Whether the reader plainly takes what this view has. Otherwise there is something to negotiate."""
        accept = request.META.get("HTTP_ACCEPT")
        if not accept or accept == "*/*":
            return True
        kind = self.content_type.partition(";")[0]
        plain = rf"(^|[\s,])(\*/\*|{re.escape(kind)})\s*(,|$)"
        return re.search(plain, accept) is not None
