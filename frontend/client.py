"""A client of the hub's API that speaks in sentences when the hub does not answer."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Self

import httpx

from frontend.errors import CursorRefusedError, FrontendError, HubAwayError

PAGE = 100
LONGEST_WAIT = 25
PAUSES = (0.2, 0.5, 1.0)
KNOWN_SCHEMAS = 1


@dataclass(frozen=True)
class FeedPage:
    changes: list[dict[str, Any]]
    cursor: str
    more: bool


class Hub:
    """Reads the public API under `api_url`. `patient` tries again a few times before it gives up."""

    def __init__(
        self, api_url: str, *, patient: bool = True, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.api_url = api_url
        self._pauses = PAUSES if patient else ()
        self._knows_wait = True
        # Longer than the hub keeps a question.
        timeout = httpx.Timeout(20, read=LONGEST_WAIT + 20)
        self._http = httpx.Client(timeout=timeout, follow_redirects=True, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def site(self) -> dict[str, Any]:
        """The clinic's profile in the hub's default locale."""
        return self._json("/site/")

    def changes(self, cursor: str, *, wait: int = 0) -> FeedPage:
        """The next page of the feed after `cursor`, documents included; an empty cursor is the start.

        Where there is none yet, the hub may take `wait` seconds for its answer, in case one comes.
        """
        query: dict[str, str | int] = {"include": "document", "limit": PAGE}
        if cursor:
            query["cursor"] = cursor
        if wait and self._knows_wait:
            query["wait"] = min(wait, LONGEST_WAIT)
        answer = self._get("/changes/", query)
        if "wait" in query and _names_unknown_parameter(answer):
            self._knows_wait = False
            return self.changes(cursor)
        if cursor and answer.status_code in (400, 410):
            raise CursorRefusedError("The hub does not know our place in its feed; the mirror starts again.")
        page = self._decode(answer)
        for change in page["changes"]:
            _require_known_schema(change["document"])
        return FeedPage(page["changes"], page["next"], page["more"])

    def all_changes(self) -> Iterator[FeedPage]:
        """The whole feed from the start, page by page."""
        page = self.changes("")
        yield page
        while page.more:
            page = self.changes(page.cursor)
            yield page

    def oembed(self, url: str) -> dict[str, Any]:
        return self._json("/oembed", {"url": url, "format": "json"})

    def _json(self, path: str, query: dict[str, str | int] | None = None) -> dict[str, Any]:
        return self._decode(self._get(path, query))

    def _get(self, path: str, query: dict[str, str | int] | None = None) -> httpx.Response:
        for pause in self._pauses:
            try:
                return self._ask(path, query)
            except HubAwayError:
                _sleep(pause)
        return self._ask(path, query)

    def _ask(self, path: str, query: dict[str, str | int] | None) -> httpx.Response:
        address = f"{self.api_url}{path}"
        try:
            answer = self._http.get(address, params=query)
        except httpx.TransportError as error:
            raise HubAwayError(
                f"The hub at {self.api_url} does not answer ({error}). Is it running?"
            ) from error
        except httpx.InvalidURL as error:
            raise FrontendError(f"{address} is not an address; see --api or API_URL.") from error
        if answer.status_code >= 500 or answer.status_code == 429:
            raise HubAwayError(f"The hub cannot answer {address} just now (status {answer.status_code}).")
        return answer

    def _decode(self, answer: httpx.Response) -> dict[str, Any]:
        try:
            value = answer.json()
        except ValueError:
            value = None
        if answer.is_success and isinstance(value, dict):
            return value
        detail = value.get("detail", "") if isinstance(value, dict) else "That is not the API of a hub."
        raise FrontendError(
            f"The hub answered {answer.url} with status {answer.status_code}. {detail}".strip()
        )


def _names_unknown_parameter(answer: httpx.Response) -> bool:
    """A hub of an earlier version does not wait, and says that it does not know the word."""
    return answer.status_code == 400 and "/unknown-parameter/" in answer.text


def _require_known_schema(document: dict[str, Any]) -> None:
    name, _, number = str(document["schema"]).partition("/")
    if number != str(KNOWN_SCHEMAS):
        raise FrontendError(
            f"This program knows {name}/{KNOWN_SCHEMAS}; the hub sends {name}/{number}. Update it."
        )


_sleep: Callable[[float], None] = time.sleep
