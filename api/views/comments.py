"""Readers' comments: the approved ones are shown, and one that is sent waits for a moderator."""

import json
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request

from cms.comments.models import NAME_LENGTH, TEXT_LENGTH

from ..answers import Answer, composed
from ..comments import CommentThrottle, OwnOrigin, find_approved, receive_comment
from ..contract.described import Contract
from ..errors import describe
from ..html import HTML, render_page
from ..pages import PARAMETERS, Page
from ..parameters import read_choice, require_known
from ..problems import Problem
from ..reads import Found
from ..renderers import StoredHTML
from ..things import ARTICLES, require_thing
from ..words import words_for
from .read import ReadView

FRESH = 10
_SHOWN_IN_FORM = ("invalid-comment", "comments-closed", "too-many-requests")
WAITS = "Thank you. The comment waits for approval."


class CommentsView(ReadView):
    """What both forms of an article's comments share: how one is received."""

    parameters = PARAMETERS | {"locale"}
    methods = "GET, HEAD, OPTIONS, POST"
    parser_classes = [JSONParser, FormParser, MultiPartParser]
    permission_classes = [OwnOrigin]
    throttle_classes = [CommentThrottle]

    def receive(self, request: Request, name: str) -> Found:
        """The article that a comment was stored under, also by a former slug: a POST is not redirected."""
        require_known(request.query_params, {"locale"})
        found = require_thing(request._request, ARTICLES, name, follow=True)
        receive_comment(request, found)
        return found


class CommentListView(CommentsView):
    """The approved comments as JSON; POST submits one."""

    contract = Contract("list_comments", "List an article's approved comments", "CommentPage", tag="comments")
    posted = Contract(
        "submit_comment", "Submit a comment for approval", "CommentReceipt", status=202, tag="comments"
    )

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, ARTICLES, route["name"])
        page = Page(request.GET, f"{found.path}/comments/")
        rows = page.cut(find_approved(found, page))
        return composed(page.render(rows, [row.as_json() for row in rows]), max_age=FRESH)

    def post(self, request: Request, **route: Any) -> HttpResponse:
        self.receive(request, route["name"])
        response = JsonResponse({"state": "pending", "detail": WAITS}, status=202)
        response["Cache-Control"] = "no-store"
        return response


class CommentPageView(CommentsView):
    """The approved comments as a page with a form, for readers without script."""

    schema = None

    parameters = CommentsView.parameters | {"sent"}
    content_type = HTML
    renderer_classes = [StoredHTML]

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, ARTICLES, route["name"])
        sent = read_choice(request.GET, "sent", ("1",)) is not None
        return _render(request, found, {"sent": sent})

    def post(self, request: Request, **route: Any) -> HttpResponse:
        found = self.receive(request, route["name"])
        response = HttpResponseRedirect(_address(found, sent="1"))
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
        context = {"problem": detail, "faults": faults, "given": self.request.data}
        return self._show(context, response)

    def _show(self, context: dict[str, Any], response: HttpResponse) -> HttpResponse:
        request = self.request._request
        try:
            found = require_thing(request, ARTICLES, self.kwargs["name"], follow=True)
        except Problem:
            return response
        answer = _render(request, found, context, query=QueryDict())
        response.content = answer.content or b""
        response.headers.update({"Content-Type": HTML, **dict(answer.headers)})
        return response


def _render(
    request: HttpRequest, found: Found, context: dict[str, Any], *, query: QueryDict | None = None
) -> Answer:
    document = json.loads(found.document or b"{}")
    page = Page(request.GET if query is None else query, f"{found.path}/comments.html")
    rows = page.cut(find_approved(found, page))
    words = words_for(found.locale)
    everything = {
        "document": document,
        "words": words,
        "heading": words["title"].format(title=document["title"]),
        "comments": rows,
        "links": page.links(rows),
        "action": _address(found),
        "lengths": {"name": NAME_LENGTH, "text": TEXT_LENGTH},
        "assets": f"{settings.API_URL}/docs/assets/",
        **context,
    }
    headers = (("Link", f'<{document["url"]}>; rel="canonical"'),)
    return render_page(request, "comments", everything, max_age=FRESH, headers=headers)


def _address(found: Found, **query: str) -> str:
    if found.locale != settings.LANGUAGE_CODE:
        query["locale"] = found.locale
    return f"{settings.API_URL}/{found.path}/comments.html{'?' if query else ''}{urlencode(query)}"
