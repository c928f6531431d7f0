"""Every way in which the API says no, each with a page of its own (RFC 9457)."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from rest_framework.exceptions import APIException


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its name in `type`, its status, its title, and what to do about it."""

    name: str
    status: int
    title: str
    advice: str

    @property
    def url(self) -> str:
        return f"{settings.API_URL}/problems/{self.name}/"


_KINDS = (
    Kind(
        "bad-request", 400, "Bad request", "The request could not be understood. The detail says which part."
    ),
    Kind(
        "unknown-parameter",
        400,
        "Unknown query parameter",
        "The query names a parameter that this address does not have; a misspelt filter would otherwise filter "
        "nothing. The problem's “known” lists those it has.",
    ),
    Kind(
        "invalid-parameter",
        400,
        "Invalid query parameter",
        "A query parameter has a value that it cannot have. The detail says which, and what it may be.",
    ),
    Kind(
        "invalid-cursor",
        400,
        "Invalid cursor",
        "A cursor is opaque: send back the one that the page before gave you, unchanged, or none at all.",
    ),
    Kind(
        "invalid-comment",
        400,
        "Invalid comment",
        "The comment was not stored. The problem's “errors” names each field and says what is wrong with it.",
    ),
    Kind("forbidden", 403, "Forbidden", "The request was understood, and is not allowed."),
    Kind(
        "foreign-origin",
        403,
        "Foreign origin",
        "Comments are taken only from pages of the clinic's own site and the origins it allows.",
    ),
    Kind("comments-closed", 403, "Comments are closed", "This article takes no comments."),
    Kind(
        "not-found",
        404,
        "Not found",
        "Nothing was ever published at this address, in this language. What was once published and is no longer "
        "answers 410 instead.",
    ),
    Kind(
        "method-not-allowed",
        405,
        "Method not allowed",
        "The “Allow” header lists the methods of this address.",
    ),
    Kind(
        "not-acceptable",
        406,
        "Not acceptable",
        "The “Accept” header asks for a type that this address lacks.",
    ),
    Kind(
        "gone",
        410,
        "Gone",
        "This was published, and is no longer. Stop showing it, and remove your copies; the problem names whom to ask.",
    ),
    Kind(
        "start-again",
        410,
        "Start again",
        "The hub was restored from a backup since this cursor was given, so what follows it is not what you have. "
        "Read the feed again from the start, without a cursor; things you already have are the same by their digest.",
    ),
    Kind("unsupported-media-type", 415, "Unsupported media type", "Send JSON, or a form."),
    Kind("too-many-requests", 429, "Too many requests", "Wait for as many seconds as “Retry-After” says."),
    Kind("server-error", 500, "Server error", "Something is wrong on our side. It was logged. Try again."),
    Kind("not-implemented", 501, "Not implemented", "This part of the specification is left out on purpose."),
)
KINDS = {kind.name: kind for kind in _KINDS}
BY_STATUS = {kind.status: kind for kind in reversed(_KINDS)}


class Problem(APIException):
    """An answer that says no: its kind's name, a sentence about this very request, and members of its own."""

    def __init__(self, name: str, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.kind = KINDS[name]
        self.status_code = self.kind.status
        self.members = members
