"""Readers' comments: the approved ones are shown, and one that is sent waits for a moderator."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request

from ..answers import Answer, composed
from ..comments import ORDER, OwnOrigin, find_approved, receive_comment
from ..contract.described import Contract
from ..limits import CommentLimit
from ..pages import PARAMETERS, Page
from ..parameters import require_known
from ..reads import Found
from ..things import ARTICLES, require_thing
from .read import ReadView

FRESH = 10
WAITS = "Thank you. The comment waits for approval."


class CommentsView(ReadView):
    """What both forms of an article's comments share: how one is received."""

    parameters = PARAMETERS | {"locale"}
    methods = "GET, HEAD, OPTIONS, POST"
    parser_classes = [JSONParser, FormParser, MultiPartParser]
    permission_classes = [OwnOrigin]
    throttle_classes = [CommentLimit]

    def receive(self, request: Request, name: str) -> Found:
        """The article that a comment was stored under, also by a former slug: a POST is not redirected."""
        require_known(request.query_params, {"locale"})
        found = require_thing(request._request, ARTICLES, name, follow=True)
        receive_comment(request, found)
        return found


class CommentListView(CommentsView):
    """The approved comments as JSON; POST submits one."""

    contract = Contract("list_comments", "List an article's approved comments", "CommentPage", tag="comments")
    written = {
        "POST": Contract(
            "submit_comment",
            "Submit a comment for approval",
            "CommentReceipt",
            status=202,
            tag="comments",
            body="CommentSubmission",
        )
    }

    def read(self, request: HttpRequest, **route: Any) -> Answer:
        found = require_thing(request, ARTICLES, route["name"])
        page = Page(request.GET, f"{found.path}/comments/", ORDER)
        rows = page.cut(find_approved(found, page))
        content = page.render(rows, [row.as_json() for row in rows])
        return composed(content, max_age=FRESH, fresh_until=found.fresh_until)

    def post(self, request: Request, **route: Any) -> HttpResponse:
        self.receive(request, route["name"])
        response = JsonResponse({"state": "pending", "detail": WAITS}, status=202)
        response["Cache-Control"] = "no-store"
        return response
