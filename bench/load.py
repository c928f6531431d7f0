"""Loads a corpus into the database of its size, once: `python -m bench.load 10000`.

What authors write is written in bulk (`rows`), by two processes on PostgreSQL. How it becomes editions is
publishing's own doing (`handing`): the ledger holds what it would hold had editors published all of it.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import django

from .corpus import make_articles, make_library
from .database import environment, is_postgres, make_database

PROCESSES, CHUNK = 2, 500


def main() -> None:
    parser = argparse.ArgumentParser(description="Load a corpus into the database of its size.")
    parser.add_argument("size", type=int, help="how many articles")
    parser.add_argument("--fresh", action="store_true", help="throw away what was loaded before")
    arguments = parser.parse_args()
    load(arguments.size, fresh=arguments.fresh)


def load(size: int, *, fresh: bool = False) -> None:
    """Make sure that the database of this size holds its corpus, all of it published."""
    os.environ |= environment(size)
    make_database(os.environ["DATABASE_URL"], fresh=fresh)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from cms.articles.models import ArticlePage

    if not ArticlePage.objects.exists():
        _write(size)
    _publish_missing(size)
    _vacuum()


def _write(size: int) -> None:
    from .library import publish_library
    from .rows import find_place, finish

    start = time.perf_counter()
    place = find_place(publish_library(make_library()))
    _in_processes(_write_chunk, [(place, numbers) for numbers in _chunks(range(size))])
    finish(place, size)
    _say(f"{size} articles written", start, size)


def _write_chunk(place: Any, numbers: range) -> int:
    from .rows import ArticleWriter

    return len(ArticleWriter(place).write(make_articles(numbers)))


def _publish_missing(size: int) -> None:
    """What was written and is not in the ledger: all of it, or the rest of a load that was stopped."""
    from cms.articles.models import ArticlePage
    from cms.editions.models import Thing

    from .handing import open_load

    start, load = time.perf_counter(), open_load()
    published = Thing.objects.filter(kind="article").values("content_id")
    pages = ArticlePage.objects.filter(live=True).exclude(translation_key__in=published).order_by("pk")
    keys = list(pages.values_list("translation_key", flat=True))
    if keys:
        _in_processes(_publish_chunk, [(load, keys[c.start : c.stop]) for c in _chunks(range(len(keys)))])
        _say(f"{len(keys)} articles published", start, len(keys))
    load.delete()


def _publish_chunk(load: Any, keys: list[UUID]) -> int:
    from .handing import hand_over

    return hand_over(load, keys, "en")


def _vacuum() -> None:
    """What a server does by itself in time: without statistics PostgreSQL plans as if tables were empty."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _in_processes(act: Callable[..., int], tasks: list[tuple[Any, ...]]) -> None:
    """On SQLite one process is as fast as two: only one can write."""
    from django.db import connections

    if not is_postgres(os.environ["DATABASE_URL"]):
        for task in tasks:
            act(*task)
        return
    connections.close_all()
    with multiprocessing.get_context("spawn").Pool(PROCESSES, initializer=django.setup) as pool:
        pool.starmap(act, tasks, chunksize=1)


def _chunks(numbers: range) -> list[range]:
    return [numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)]


def _say(what: str, start: float, count: int) -> None:
    seconds = time.perf_counter() - start
    print(f"{what} in {seconds:.0f} s, {count / seconds:.0f} a second", flush=True)


if __name__ == "__main__":
    main()
