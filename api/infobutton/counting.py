"""Codes that nobody could match are counted for the editors. Counting never costs a reader the answer."""

import logging
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from rest_framework.request import Request

from cms.feedback.services import Unmatched, count_unmatched

from ..limits import Limit
from .lookup import Unanswered

logger = logging.getLogger(__name__)


class UnmatchedLimit(Limit):
    """So many codes are counted for one address; all are answered."""

    scope = "unmatched"

    def get_cache_key(self, request: Request | HttpRequest, view: Any) -> str | None:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


def count(request: HttpRequest, unmatched: Iterable[Unanswered], locale: str) -> None:
    """Only what an editor can give an article is counted: a code in the shape of its system."""
    codes = [_counted(each) for each in unmatched if each.reason == "no-article"]
    if not codes or request.method != "GET":
        return
    try:
        allowed = [code for code in codes if UnmatchedLimit().allow_request(request, None)]
        count_unmatched(codes=allowed, locale=locale, on=timezone.localdate())
    except Exception:
        # The database may refuse, be locked or be a copy that only reads; the cache may be away.
        logger.warning("Unmatched codes were not counted", exc_info=True)


def _counted(each: Unanswered) -> Unmatched:
    criterion = each.criterion
    return Unmatched(criterion.known.uri, criterion.spelled or "", criterion.display)  # type: ignore[union-attr]
