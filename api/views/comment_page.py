"""An article's comments as a page with a form, for readers without script."""

import json
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from rest_framework.exceptions import APIException
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request

from cms.comments.models import NAME_LENGTH, TEXT_LENGTH

from ..answers import Answer
from ..comments import ORDER, find_approved
from ..errors import describe
from ..html import HTML, HTML_TYPE, render_page
from ..pages import Page
from ..parameters import read_choice
from ..problems import Problem
from ..reads import Found
from ..things import ARTICLES, require_thing
from ..words import words_for
from .comments import FRESH, CommentsView

_SHOWN_IN_FORM = ("invalid-comment", "comments-closed", "too-many-requests")


class CommentPageView(CommentsView):
    """Reads as a page; after a POST it leads back to itself, and says that the comment waits."""

    schema = None
    parameters = CommentsView.parameters | {"sent"}
    offers = (HTML_TYPE,)
    parser_classes = [FormParser, MultiPartParser]

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, ARTICLES, route["name"])
        sent = read_choice(request.GET, "sent", ("1",)) is not None
        return _render(request, found, request.GET, {"sent": sent})

    def post(self, request: Request, **route: Any) -> HttpResponse:
        found = self.receive(request, route["name"])
        response = HttpResponseRedirect(f"{request.path}{_query(found, sent='1')}")
        response.status_code = 303
        response["Cache-Control"] = "no-store"
        return response

    def handle_exception(self, error: Exception) -> HttpResponse:
        """A refused comment comes back in its form: who has no script reads no JSON."""
        response: HttpResponse = super().handle_exception(error)
        problem, detail, members = describe(error)
        if self.request.method != "POST" or problem.name not in _SHOWN_IN_FORM:
            return response
        faults = {each["field"]: each["detail"] for each in members.get("errors", ())}
        return self._show({"problem": detail, "faults": faults, "given": _given(self.request)}, response)

    def _show(self, context: dict[str, Any], response: HttpResponse) -> HttpResponse:
        request = self.request._request
        try:
            found = require_thing(request, ARTICLES, self.kwargs["name"], follow=True)
        except Problem:
            return response
        answer = _render(request, found, QueryDict(), context)
        response.content = answer.content or b""
        del response["Content-Length"]
        for name, value in (("Content-Type", HTML), *answer.headers):
            response[name] = value
        return response


def _render(request: HttpRequest, found: Found, query: QueryDict, context: dict[str, Any]) -> Answer:
    document = json.loads(found.document or b"{}")
    page = Page(query, f"{found.path}/comments.html", ORDER)
    rows = page.cut(find_approved(found, page))
    words = words_for(found.locale)
    everything = {
        "document": document,
        "words": words,
        "heading": words["title"].format(title=document["title"]),
        "comments": rows,
        "links": page.links(rows),
        "action": f"comments.html{_query(found)}",
        "lengths": {"name": NAME_LENGTH, "text": TEXT_LENGTH},
        "assets": "../../docs/assets/",
        **context,
    }
    headers = (("Link", f'<{document["url"]}>; rel="canonical"'),)
    return render_page(
        request, "comments", everything, max_age=FRESH, fresh_until=found.fresh_until, headers=headers
    )


def _given(request: Request) -> dict[str, Any]:
    """What the reader typed. Who sends too much is refused unread, and then it may be no form at all."""
    try:
        return dict(request.data.items())
    except (APIException, SuspiciousOperation):
        return {}


def _query(found: Found, **query: str) -> str:
    if found.locale != settings.LANGUAGE_CODE:
        query["locale"] = found.locale
    return f"?{urlencode(query)}" if query else ""
