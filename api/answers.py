"""What every public answer carries: its digest as ETag, how long it may be kept, and who may read it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, parse_http_date_safe

from .encoding import SMALLEST, choose_coding, compress, is_compressible, tell_digest

JSON = "application/json"
MAX_AGE = 60
REVALIDATING = 60
WHEN_BROKEN = 86_400
_EXPOSED = (
    "Content-Digest, Content-Location, Edition-Key, Edition-Signature, ETag, Last-Modified, Link, "
    "RateLimit, RateLimit-Policy, Retry-After"
)
_TAG = '"sha-256:'


@dataclass(frozen=True, slots=True)
class Answer:
    """Bytes to answer, or none when the reader has them already, and their SHA-256 in hexadecimals.

    What is not `kept` is for this reader alone, now: no cache may give it to anybody again.
    """

    content: bytes | None
    digest: str
    content_type: str = JSON
    modified: datetime | None = None
    fresh_until: datetime | None = None
    max_age: int = MAX_AGE
    immutable: bool = False
    kept: bool = True
    headers: tuple[tuple[str, str], ...] = ()


def etag_of(digest: str, coding: str = "") -> str:
    """A strong tag: the digest of the bytes, as the feed writes it. Compressed, they are other bytes."""
    return f'"sha-256:{digest}-{coding}"' if coding else f'"sha-256:{digest}"'


def composed(content: bytes, **given: object) -> Answer:
    """An answer put together while reading, with a digest of its own."""
    return Answer(content, hashlib.sha256(content).hexdigest(), **given)  # type: ignore[arg-type]


def tell_tags(tags: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """For caches that purge by tag: most know the one header or the other."""
    return ("Cache-Tag", ",".join(tags)), ("Surrogate-Key", " ".join(tags))


def known_digest(request: HttpRequest) -> str:
    """The digest that the reader has, if it says so: then the document need not be read."""
    tag, end = next(iter(_known_tags(request)), ""), etag_of("", _wanted_coding(request))[len(_TAG) :]
    return tag[len(_TAG) : -len(end)] if tag.startswith(_TAG) and tag.endswith(end) else ""


def respond(answer: Answer, request: HttpRequest, *, negotiated: bool = False) -> HttpResponse:
    """200 with the bytes, or 304; the same headers for both, but for what tells of the bytes."""
    coding = _coding_of(answer, request)
    etag = etag_of(answer.digest, coding)
    if answer.content is None or _has_it(answer, etag, request):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = _whole(answer, answer.content, coding, request)
    response["ETag"] = etag
    if answer.modified:
        response["Last-Modified"] = format_datetime(answer.modified.astimezone(UTC), usegmt=True)
    response["Cache-Control"] = cache_control(answer)
    response["Vary"] = "Accept, Accept-Encoding" if negotiated else "Accept-Encoding"
    for name, value in answer.headers:
        response[name] = value
    return publicly(response)


def _whole(answer: Answer, content: bytes, coding: str, request: HttpRequest) -> HttpResponse:
    digest = tell_digest(bytes.fromhex(answer.digest))
    if coding:
        content, digest = compress(content, coding)
    response = HttpResponse(b"" if request.method == "HEAD" else content, content_type=answer.content_type)
    response["Content-Length"] = str(len(content))
    response["Content-Digest"] = digest
    if coding:
        response["Content-Encoding"] = coding
    return response


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


def _has_it(answer: Answer, etag: str, request: HttpRequest) -> bool:
    tags = _known_tags(request)
    if tags:
        return etag in tags or "*" in tags
    since = request.META.get("HTTP_IF_MODIFIED_SINCE")
    if not since or not answer.modified:
        return False
    moment = parse_http_date_safe(since)
    return moment is not None and int(answer.modified.timestamp()) <= moment


def _known_tags(request: HttpRequest) -> Iterable[str]:
    """The tags that the reader has. A cache may have weakened them: comparing for reading ignores that."""
    header = request.META.get("HTTP_IF_NONE_MATCH")
    return [tag.removeprefix("W/") for tag in parse_etags(header)] if header else ()


def _wanted_coding(request: HttpRequest) -> str:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING")
    return choose_coding(accepted) if accepted else ""


def _coding_of(answer: Answer, request: HttpRequest) -> str:
    """How the bytes are sent. What the reader has already is long enough: otherwise it was read."""
    if not is_compressible(answer.content_type):
        return ""
    if answer.content is not None and len(answer.content) < SMALLEST:
        return ""
    return _wanted_coding(request)
