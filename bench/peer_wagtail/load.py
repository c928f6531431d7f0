"""The hub's corpus, as a stock site would hold it: `python -m bench.peer_wagtail.load 1000`."""

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

import django
from django.core.management import call_command

from bench.corpus import Article, make_articles, make_library


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peer_wagtail.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    load(int(sys.argv[1]))


def load(size: int) -> None:
    """Nothing, if they are there already."""
    from wagtail.models import Page, Site

    from .models import PeerArticle, PeerBenefit, PeerDisclaimer

    if PeerArticle.objects.count() >= size:
        return
    library = make_library()
    benefits = [
        PeerBenefit.objects.create(title=each.name, body=f"<p>{each.text}</p>") for each in library.benefits
    ]
    disclaimer = PeerDisclaimer.objects.create(
        title=library.disclaimer.name, body=f"<p>{library.disclaimer.text}</p>"
    )
    root = Page.objects.get(depth=1)
    home = root.get_children().first() or root.add_child(instance=Page(title="Home"))
    Site.objects.update_or_create(hostname="localhost", defaults={"root_page": home, "is_default_site": True})
    for article in make_articles(range(size)):
        body = json.dumps(list(_blocks(article, [each.pk for each in benefits], disclaimer.pk)))
        home.add_child(
            instance=PeerArticle(title=article.title, slug=article.slug, summary=article.summary, body=body)
        )
    call_command("update_index", verbosity=0)


def _blocks(article: Article, benefits: list[int], disclaimer: int) -> Iterator[dict[str, Any]]:
    for block in article.body:
        if block["type"] == "text":
            yield {"type": "text", "value": block["value"]}
        elif block["type"] == "benefits":
            items = block["value"]["items"]
            chosen = [{**item, "value": benefits[item["value"]["benefit"]]} for item in items]
            yield {"type": "benefits", "value": chosen}
        elif block["type"] == "steps":
            yield {"type": "steps", "value": block["value"]["items"]}
    yield {"type": "disclaimer", "value": disclaimer}


if __name__ == "__main__":
    main()
