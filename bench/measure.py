"""Measures one corpus: `python -m bench.measure 1000` prints a line of JSON for each figure."""

import os
import sys
from collections.abc import Iterator

import django

from .database import environment
from .figures import Figure
from .processes import hub


def main() -> None:
    size = int(sys.argv[1])
    os.environ |= environment(size)
    django.setup()
    for figure in measure(size):
        print(figure.as_json(), flush=True)


def measure(size: int) -> Iterator[Figure]:
    """Everything, one after the other, so that no measure disturbs another."""
    from . import measures

    with hub(size) as processes:
        yield from measures.measure_publishing(processes)
        yield from measures.measure_unit()
        yield from measures.measure_feed_pages(processes)
        yield from measures.measure_cascade(processes)
        yield from measures.measure_site(size)
    yield from measures.measure_audit()


if __name__ == "__main__":
    main()
