"""What every public answer carries: its digest as ETag, how long it may be kept, and who may read it."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, parse_http_date_safe

JSON = "application/json"
MAX_AGE = 60
REVALIDATING = 60
WHEN_BROKEN = 86_400
_EXPOSED = "ETag, Last-Modified, Link, Retry-After"


@dataclass(frozen=True, slots=True)
class Answer:
    """Bytes to answer, or none when the reader has them already. The tag is that of the bytes.

    What is not `kept` is for this reader alone, now: no cache may give it to anybody again.
    """

    content: bytes | None
    etag: str
    content_type: str = JSON
    modified: datetime | None = None
    fresh_until: datetime | None = None
    max_age: int = MAX_AGE
    immutable: bool = False
    kept: bool = True
    headers: tuple[tuple[str, str], ...] = ()


def etag_of(digest: str) -> str:
    """A strong tag: the digest of the bytes, as the feed writes it."""
    return f'"sha-256:{digest}"'


def composed(content: bytes, **given: object) -> Answer:
    """An answer put together while reading, with a digest of its own."""
    return Answer(content, etag_of(hashlib.sha256(content).hexdigest()), **given)  # type: ignore[arg-type]


def known_tags(request: HttpRequest) -> list[str]:
    """The tags that the reader has. A cache may have weakened them: comparing for reading ignores that."""
    header = request.headers.get("If-None-Match")
    return [tag.removeprefix("W/") for tag in parse_etags(header)] if header else []


def respond(answer: Answer, request: HttpRequest) -> HttpResponse:
    """200 with the bytes, or 304; the same headers for both."""
    if answer.content is None or _has_it(answer, request):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse(answer.content, content_type=answer.content_type)
        response["Content-Length"] = str(len(answer.content))
        if request.method == "HEAD":
            response.content = b""
    response["ETag"] = answer.etag
    if answer.modified:
        response["Last-Modified"] = format_datetime(answer.modified.astimezone(UTC), usegmt=True)
    response["Cache-Control"] = cache_control(answer)
    for name, value in answer.headers:
        response[name] = value
    return publicly(response)


def publicly(response: HttpResponse) -> HttpResponse:
    """Said by the view itself and to everybody alike, so that a cache keeps one copy for all origins."""
    if response.status_code not in (204, 304):
        response.setdefault("Content-Length", str(len(response.content)))
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = _EXPOSED
    return response


def cache_control(answer: Answer) -> str:
    """How long it may be kept: never beyond the moment from which it is wrong by itself, stale or not."""
    if not answer.kept:
        return "no-store"
    left = seconds_until(answer.fresh_until)
    max_age = min(answer.max_age, left)
    revalidating = min(REVALIDATING, answer.max_age, left - max_age)
    broken = min(WHEN_BROKEN, left) - max_age
    words = f"public, max-age={max_age}, stale-while-revalidate={revalidating}, stale-if-error={broken}"
    return f"{words}, immutable" if answer.immutable else words


def seconds_until(moment: datetime | None) -> int:
    """Whole seconds until a moment, a day at most; none if it has passed."""
    if moment is None:
        return WHEN_BROKEN
    return min(WHEN_BROKEN, max(0, int((moment - datetime.now(UTC)).total_seconds())))


def _has_it(answer: Answer, request: HttpRequest) -> bool:
    tags = known_tags(request)
    if tags:
        return answer.etag in tags or "*" in tags
    since = request.headers.get("If-Modified-Since")
    if not since or not answer.modified:
        return False
    moment = parse_http_date_safe(since)
    return moment is not None and int(answer.modified.timestamp()) <= moment
