"""What is measured on a corpus, with the hub's processes running around it."""

import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
from django.core.management import CommandError, call_command, get_commands

from cms.editions.models import Thing
from cms.library.models import Disclaimer

from .corpus import CHOOSING
from .cpu import cpu_seconds
from .editor import publications, some_articles
from .figures import Figure, cost, rate, timing
from .handing import republish
from .processes import HUB, build, follower
from .visible import are_following, end_of_feed, is_in_api, is_in_feed, is_in_file, until

PUBLISHES, WARM, PAGES, TO_SITE, CASCADES = 60, 10, 60, 20, 3


def measure_publishing(processes: list[int]) -> Iterator[Figure]:
    """From sending the editor's form until the API, and the feed, answer what was published."""
    reader = _reader()
    saved, in_api, in_feed, used = list[float](), list[float](), list[float](), list[float]()
    for number, each in enumerate(publications(PUBLISHES + WARM)):
        cursor, used_before = end_of_feed(), cpu_seconds(processes)
        looks = [
            (in_api, partial(is_in_api, reader, each.page, each.words)),
            (in_feed, partial(is_in_feed, reader, each.page, cursor)),
        ]
        begun = time.perf_counter()
        each.send()
        saved.append((time.perf_counter() - begun) * 1000)
        used.append(cpu_seconds(processes) - used_before)
        for samples, is_visible in looks if number % 2 else reversed(looks):
            samples.append(until(is_visible, since=begun))
    yield timing("publish of one article: the editor's POST", saved[WARM:])
    yield cost("… its CPU: web, workers and database", sum(used[WARM:]), PUBLISHES)
    yield timing("… to visible in the API", in_api[WARM:], goal=150)
    yield timing("… to visible in the feed", in_feed[WARM:])


def measure_unit() -> Iterator[Figure]:
    """The same without the editor's form: a revision, its publication, its edition, committed together."""
    took, used = list[float](), 0.0
    for number, page in enumerate(some_articles(PUBLISHES + WARM)):
        begun, used_before = time.perf_counter(), time.process_time()
        republish(page, summary=f"Published anew at {time.time_ns()}.")
        took.append((time.perf_counter() - begun) * 1000)
        used += (time.process_time() - used_before) if number >= WARM else 0
    yield timing("… without the editor's form", took[WARM:])
    yield cost("… its CPU, without the database", used, PUBLISHES)


def measure_feed_pages(processes: list[int]) -> Iterator[Figure]:
    """Pages of a hundred, read from the beginning as a new mirror does, and then again and again."""
    reader, place, took = _reader(), dict[str, str](), list[float]()
    used = cpu_seconds(processes)
    for _ in range(PAGES + WARM):
        begun = time.perf_counter()
        answer = reader.get("/changes/", params={"limit": "100", **place})
        took.append((time.perf_counter() - begun) * 1000)
        page = answer.raise_for_status().json()
        place = {"cursor": page["next"]} if page["more"] else {}
    yield timing("`changes` page of 100", took[WARM:], goal=15)
    yield cost("… its CPU", cpu_seconds(processes) - used, PAGES + WARM)


def measure_cascade(processes: list[int]) -> Iterator[Figure]:
    """A disclaimer that a thousand articles chose, until the last of them is published again."""
    disclaimer = Disclaimer.objects.get(on_every_article=False)
    rates, used = [], cpu_seconds(processes)
    for _ in range(CASCADES):
        republish(disclaimer, body=f"<p>Ask before you exercise, {time.time_ns()}.</p>")
        begun = time.perf_counter()
        thing = Thing.objects.select_related("current__thing").get(content_id=disclaimer.content_id)
        assert thing.current
        until(partial(are_following, thing.current, CHOOSING), since=begun, pause=0.1)
        rates.append(CHOOSING / (time.perf_counter() - begun))
    yield rate(f"cascade to {CHOOSING:,} articles", rates, goal=400)
    yield cost("… CPU of each article", cpu_seconds(processes) - used, CHOOSING * CASCADES)


def measure_site(size: int) -> Iterator[Figure]:
    """From sending the editor's form until the file of a followed site holds what was published."""
    took = []
    # A search index that is being made when the follower is stopped is still written for a moment.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        out = Path(folder) / "site"
        yield Figure("build of the whole site", build(size, out), "s")
        with follower(size, out):
            for each in publications(TO_SITE + 2):
                file = out / "current" / each.page.public_path / "index.html"
                begun = time.perf_counter()
                each.send()
                took.append(until(partial(is_in_file, file, each.words), since=begun))
    yield timing("… to visible on the followed site", took[2:], goal=1000)


def measure_audit() -> Iterator[Figure]:
    """`verify_editions` over the whole hub."""
    if "verify_editions" in get_commands():
        begun, outcome = time.perf_counter(), "nothing wrong"
        try:
            call_command("verify_editions", stdout=sys.stderr)
        except CommandError as found:
            outcome = str(found)
        yield Figure("`verify_editions`", time.perf_counter() - begun, "s", outcome)


def _reader() -> httpx.Client:
    return httpx.Client(base_url=f"{HUB}/api/v1", timeout=60)
