"""What publishing costs: a compile, a publish, and a disclaimer that stands on every article.

Makes a corpus through the same services as editors use, in Django's test database, and measures there.
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from uuid import uuid4

import django
from django.test.utils import get_runner, setup_test_environment

ARTICLES = int(os.environ.get("ARTICLES", "200"))
PARAGRAPH = "<p>" + "Walking a little more each day helps the muscles around the spine to heal. " * 6 + "</p>"


def measure(name: str, act: Callable[[int], object], times: int) -> None:
    """Run it so many times, and print the median, and the range that holds nine of ten runs."""
    took = []
    for number in range(times):
        start = time.perf_counter()
        act(number)
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    low, high = took[int(times * 0.05)], took[min(times - 1, int(times * 0.95))]
    print(f"{name:<44} {statistics.median(took):9.2f} ms   {low:9.2f} – {high:.2f}")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    from django.conf import settings

    setup_test_environment()
    runner = get_runner(settings)(verbosity=0)
    databases = runner.setup_databases()
    try:
        _run()
    finally:
        runner.teardown_databases(databases)


def _run() -> None:
    from cms.publishing.compile import compile_item
    from cms.publishing.drain import drain_all
    from cms.publishing.resolve import resolve
    from cms.publishing.unit import unit
    from tests.library.factories import edit, make_benefit, make_disclaimer

    disclaimer = make_disclaimer()
    benefits = [make_benefit(f"Benefit {number}") for number in range(7)]
    start = time.perf_counter()
    pages = [_make_article(f"Article {number}", benefits) for number in range(ARTICLES)]
    print(f"{ARTICLES} articles of 19 blocks published in {time.perf_counter() - start:.1f} s\n")
    print(f"{'':<44} {'median':>12}   {'5 % – 95 %':>12}")
    given = resolve(pages[0])
    measure("compile an article of 19 blocks", lambda _: compile_item(pages[0], given), 200)
    measure("resolve what it is given", lambda _: resolve(pages[0]), 200)

    def publish(number: int) -> None:
        with unit():
            edit(pages[number], summary=f"Published anew, {number}.")

    measure("publish an article, with Wagtail's revision", publish, 50)

    def cascade(number: int) -> None:
        edit(disclaimer, body=f"<p>Stricter words, {number}.</p>")
        drain_all()

    measure(f"publish a disclaimer of {ARTICLES} articles", cascade, 5)


def _make_article(title: str, benefits: list[object]) -> object:
    from tests.articles.factories import benefits as benefits_block
    from tests.articles.factories import make_article

    steps = {"title": "Next", "items": [{"title": "Walk", "text": PARAGRAPH}]}
    body = [{"type": "text", "value": PARAGRAPH} for _ in range(16)]
    body += [benefits_block(*benefits), {"type": "steps", "value": steps}]
    body += [{"type": "callout", "value": {"level": "info", "title": "Good to know", "text": PARAGRAPH}}]
    return make_article(title, body=json.loads(json.dumps(body)), slug=str(uuid4()))


if __name__ == "__main__":
    main()
