"""Comments as readers meet them: who may send them from where, and the approved ones, read."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from cms.comments.models import Comment
from cms.comments.services import InvalidComment, submit_comment
from cms.editions.services import format_time

from .compiled import CompiledQuery, moment, number, text, uuid
from .pages import Page
from .problems import Problem
from .reads import Found

LARGEST = 64 * 1024
ORDER = "submitted_at"


class Shown(NamedTuple):
    """An approved comment."""

    value: datetime
    pk: int
    public_id: UUID
    name: str
    text: str

    def as_json(self) -> bytes:
        shown = {
            "id": str(self.public_id),
            "name": self.name,
            "text": self.text,
            "submitted_at": format_time(self.value),
        }
        return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


class OwnOrigin(BasePermission):
    """CORS hides an answer from a foreign page, and carries out its POST all the same: so it is refused here.

    Programs that are no browsers send no origin, and may write: there is no session to abuse.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        sent = request.headers.get("Origin")
        if request.method in SAFE_METHODS or sent is None or sent in _own_origins(request):
            return True
        raise Problem("foreign-origin", f"Comments are not taken from {sent}.")


def receive_comment(request: Request, found: Found) -> None:
    """Store what the request sends as a pending comment, or raise the problem with it."""
    if not json.loads(found.document or b"{}")["comments"]["open"]:
        raise Problem("comments-closed", "Comments are closed for this article.")
    sent = _read_data(request)
    name, words = sent.get("name"), sent.get("text")
    try:
        submit_comment(content_id=found.content_id, locale=found.locale, name=name, text=words)
    except InvalidComment as error:
        errors = [{"field": field, "detail": detail} for field, detail in error.errors.items()]
        raise Problem("invalid-comment", str(error), errors=errors) from error


def find_approved(found: Found, page: Page) -> list[Shown]:
    """At most a page of approved comments, oldest first, and one more."""
    side = page.place.side if page.place else b""
    values: dict[str, Any] = {"content_id": found.content_id, "locale": found.locale}
    if page.place:
        values.update(moment=page.place.value, pk=page.place.pk)
    return [Shown(*row) for row in _approved(side, page.backwards, page.limit + 1).rows(**values)]


@lru_cache(maxsize=512)
def _approved(side: bytes, backwards: bool, limit: int) -> CompiledQuery:
    comments = Comment.objects.approved().filter(content_id=uuid("content_id"), locale=text("locale"))
    if side:
        word = "lt" if backwards else "gt"
        ties = Q(**{f"submitted_at__{word}": moment("moment")}) | Q(**{f"pk__{word}": number("pk")})
        comments = comments.filter(ties, **{f"submitted_at__{word}e": moment("moment")})
    order = ("-submitted_at", "-pk") if backwards else ("submitted_at", "pk")
    columns = ("submitted_at", "pk", "public_id", "name", "text")
    return CompiledQuery(comments.order_by(*order).values_list(*columns)[:limit])


def _read_data(request: Request) -> Mapping[str, Any]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise Problem("content-too-large", f"A comment is at most {LARGEST} bytes.")
    try:
        return request.data if isinstance(request.data, Mapping) else {}
    except RecursionError as error:
        raise Problem("bad-request", "The JSON is nested too deeply to be a comment.") from error


def _own_origins(request: Request) -> set[str]:
    """The site's, those that are allowed, and our own: the page for readers without script is served here."""
    return {*settings.CORS_ALLOWED_ORIGINS, f"{request.scheme}://{request.get_host()}"}
