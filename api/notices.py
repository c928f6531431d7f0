"""What is answered for a thing that is no longer published: its notice, as a problem, or its successor."""

import json
from datetime import date
from typing import Any

from django.http import HttpRequest

from cms.editions.models import Audience, State

from .problems import Problem
from .reads import Found

_TOLD = ("reason", "notice", "severity", "withdrawn_at", "successor")
_REASONS = {
    "outdated": "It is out of date.",
    "incorrect": "It is not correct.",
    "replaced": "It was replaced.",
    "merged": "It was merged into another.",
    "overdue": "Nobody reviewed it in time.",
}


def left_of(found: Found) -> Problem:
    """The problem that an unpublished thing answers: why, since when, and what to read instead."""
    notice = _read(found)
    members: dict[str, Any] = {
        "content_id": str(found.content_id),
        "locale": found.locale,
        "state": found.state,
    }
    if found.state != State.GONE:
        members.update({name: notice[name] for name in _TOLD})
    if notice.get("contact"):
        members["contact"] = notice["contact"]
    return Problem(found.state, _detail(found, notice), **members)


def is_moved(found: Found) -> bool:
    """Whether a successor answers for this thing, to everybody."""
    return found.state == State.MOVED and found.audience == Audience.PUBLIC


def successor_of(found: Found) -> dict[str, Any]:
    """What a thing that is moved was merged into."""
    successor: dict[str, Any] = _read(found)["successor"]
    return successor


def query_in(locale: str, request: HttpRequest, asked: str) -> str:
    """The query of a request, kept to the letter unless the successor is in another language."""
    query = request.META.get("QUERY_STRING", "")
    if locale != asked:
        changed = request.GET.copy()
        changed["locale"] = locale
        query = changed.urlencode()
    return f"?{query}" if query else ""


def _read(found: Found) -> dict[str, Any]:
    notice: dict[str, Any] = json.loads(found.document) if found.document else {}
    return notice


def _detail(found: Found, notice: dict[str, Any]) -> str:
    if found.state == State.GONE:
        return f"This {found.kind} was published here, and is no longer."
    title = f"The {found.kind} “{notice['title']}”" if notice["title"] else f"This {found.kind}"
    instead = f" Read “{notice['successor']['title']}” instead." if notice["successor"] else ""
    if found.state == State.MOVED:
        return f"{title} was merged into another.{instead}"
    on = f" on {date.fromisoformat(notice['withdrawn_at'][:10])}" if notice["withdrawn_at"] else ""
    if notice["severity"]:
        return f"{title} was recalled{on}: following it may do harm. Remove every copy.{instead}"
    why = _REASONS.get(notice["reason"])
    return f"{title} was withdrawn{on}.{f' {why}' if why else ''}{instead}"
