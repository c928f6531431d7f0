"""Every way in which the API says no, each with a page of its own (RFC 9457)."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from rest_framework.exceptions import APIException


@dataclass(frozen=True)
class ProblemType:
    """What `type` leads to: a name, a status, a title, and what to do about it."""

    name: str
    status: int
    title: str
    advice: str

    @property
    def url(self) -> str:
        return f"{settings.API_URL}/problems/{self.name}/"


_ADVICE: dict[tuple[str, int, str], str] = {
    ("bad-request", 400, "Bad request"): (
        "The request could not be understood. The detail says which part of it."
    ),
    ("unknown-parameter", 400, "Unknown query parameter"): (
        "The query names a parameter that this address does not have. It is refused because a misspelt "
        "filter would otherwise filter nothing. The member “known” lists the parameters there are."
    ),
    ("invalid-parameter", 400, "Invalid query parameter"): (
        "A query parameter has a value that it cannot have. The detail says which, and what it may be."
    ),
    ("invalid-cursor", 400, "Invalid cursor"): (
        "A cursor is opaque: send back the one that the page before gave you, unchanged, or none at all."
    ),
    ("invalid-comment", 400, "Invalid comment"): (
        "The comment was not stored. The member “errors” names each field and says what is wrong with it."
    ),
    ("invalid-body", 400, "Invalid body"): (
        "Nothing was stored. The member “errors” names each field of the JSON that was sent and says what is "
        "wrong with it."
    ),
    ("unknown-key", 401, "Unknown key"): (
        "The header “Authorization” holds a key that this hub did not give out. Everything public can be "
        "read without one."
    ),
    ("forbidden", 403, "Forbidden"): "The request was understood, and is not allowed.",
    ("foreign-origin", 403, "Foreign origin"): (
        "Comments are taken only from pages of the clinic's own site, and of the origins it allows."
    ),
    ("comments-closed", 403, "Comments are closed"): "This article takes no comments.",
    ("not-found", 404, "Not found"): (
        "Nothing was ever published at this address, in this language. What was published once, and is no "
        "longer, answers 410 instead."
    ),
    ("method-not-allowed", 405, "Method not allowed"): (
        "The header “Allow” lists the methods that this address has."
    ),
    ("not-acceptable", 406, "Not acceptable"): (
        "The header “Accept” asks for media types that this address does not have."
    ),
    ("gone", 410, "Gone"): (
        "This was published, and is no longer. Stop showing it and remove your copies. The member “contact”, "
        "where there is one, says whom to ask."
    ),
    ("withdrawn", 410, "Withdrawn"): (
        "The clinic withdrew this, and says why. Stop showing it, show the notice instead, and point to the "
        "successor where there is one. A “severity” says that it is a recall: the advice may harm whoever "
        "follows it, so remove every copy now. “withdrawn_at” says since when."
    ),
    ("moved", 410, "Moved"): (
        "This was merged into its “successor”, and what was asked for is nothing that the successor has: an "
        "old edition, or a form that its kind does not have. All else redirects to the successor."
    ),
    ("start-again", 410, "Start again"): (
        "The hub was restored from a backup after it gave you this cursor, so what follows the cursor is not "
        "what you lack. Read the feed from the start, without a cursor. What you have already is recognised "
        "by its digest."
    ),
    ("content-too-large", 413, "Content too large"): "The request is larger than any comment can be.",
    ("unsupported-media-type", 415, "Unsupported media type"): "Send JSON, or a form.",
    ("too-many-requests", 429, "Too many requests"): (
        "Wait for as many seconds as the header “Retry-After” says. “RateLimit-Policy” says how many "
        "requests are allowed in how many seconds, and “RateLimit” how many are left."
    ),
    ("server-error", 500, "Server error"): "Something is wrong on our side, and was logged. Try again.",
    ("not-implemented", 501, "Not implemented"): "This part of a specification is left out on purpose.",
}
TYPES = {key[0]: ProblemType(*key, advice) for key, advice in _ADVICE.items()}
# Of several types with a status, the first is the general one.
BY_STATUS = {each.status: each for each in reversed(TYPES.values())}


class Problem(APIException):
    """An answer that says no: its type's name, a sentence about this very request, and members of its own."""

    def __init__(self, name: str, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.type = TYPES[name]
        self.status_code = self.type.status
        self.members = members
