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

PROCESSES, CHUNK, PORTION = 2, 500, 10_000


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
    if ArticlePage.objects.count() != size:
        raise SystemExit("An earlier load was stopped while it wrote. Load again with --fresh.")
    _vacuum()
    _publish_missing()


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


def _publish_missing() -> None:
    """What was written and is not in the ledger: all of it, or the rest of a load that was stopped."""
    from .handing import find_missing, open_load

    start, load, keys = time.perf_counter(), open_load(), find_missing()
    for portion in _chunks(range(len(keys)), PORTION):
        chunks = (keys[chunk.start : chunk.stop] for chunk in _chunks(portion))
        _in_processes(_publish_chunk, [(load, chunk) for chunk in chunks])
        _vacuum()
    if keys:
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


def _chunks(numbers: range, length: int = CHUNK) -> list[range]:
    return [numbers[start : start + length] for start in range(0, len(numbers), length)]


def _say(what: str, start: float, count: int) -> None:
    seconds = time.perf_counter() - start
    print(f"{what} in {seconds:.0f} s, {count / seconds:.0f} a second", flush=True)


if __name__ == "__main__":
    main()
