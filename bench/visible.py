"""Where a publication is looked for, and how long it takes to get there."""

import time
from collections.abc import Callable
from pathlib import Path

import httpx

from api.cursors import FeedPlace
from cms.articles.models import ArticlePage
from cms.editions.models import Edition, Inclusion

PATIENCE = 900


def until(is_true: Callable[[], bool], *, since: float, pause: float = 0.002) -> float:
    """Milliseconds from a moment until it is."""
    while not is_true():
        if time.perf_counter() - since > PATIENCE:
            raise TimeoutError("It did not become visible.")
        time.sleep(pause)
    return (time.perf_counter() - since) * 1000


def is_in_api(reader: httpx.Client, page: ArticlePage, words: str) -> bool:
    return bool(reader.get(f"/articles/{page.slug}/").raise_for_status().json()["summary"] == words)


def is_in_feed(reader: httpx.Client, page: ArticlePage, cursor: str) -> bool:
    changes = reader.get("/changes/", params={"cursor": cursor}).raise_for_status().json()["changes"]
    return str(page.content_id) in [change["content_id"] for change in changes]


def is_in_file(file: Path, words: str) -> bool:
    return file.exists() and words in file.read_text()


def are_following(part: Edition, articles: int) -> bool:
    """Whether so many things hold this edition of a part now, or a later one. It is asked often."""
    holding = Inclusion.objects.current().filter(content_id=part.thing.content_id, number__gte=part.number)
    return holding.filter(locale=part.thing.locale).count() >= articles


def end_of_feed() -> str:
    """The cursor that whoever has read everything holds."""
    sequence, chain = Edition.objects.order_by("-sequence").values_list("sequence", "chain")[0]
    return FeedPlace(sequence, chain[:16]).encode()
