"""Which published articles show something that is to be taken back, and how to say so beforehand."""

from dataclasses import dataclass
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import QuerySet

from cms.editions.models import Inclusion, Kind, Role, Thing

from ..items import edit_url, find_items

NAMED = 5
"""So many are named; the others are only counted."""
SHOWN = {
    Kind.ARTICLE: "is linked from",
    Kind.BENEFIT: "is in",
    Kind.DISCLAIMER: "is on",
    Kind.TOPIC: "is a topic of",
    Kind.PERSON: "is named in",
}


@dataclass(frozen=True)
class Affected:
    """How many published articles show a thing, in words, and the editors of some of them."""

    count: int
    sentence: str
    links: list[tuple[str, str]]

    @property
    def others(self) -> int:
        return self.count - len(self.links)


def find_affected(item: Any, *, every_language: bool = False) -> "QuerySet[Thing]":
    """The published articles that show this item now: in its language, or in any."""
    shown = Inclusion.objects.current().filter(content_id=item.content_id, number__isnull=False)
    if not every_language:
        shown = shown.filter(locale=item.locale.language_code)
    # A translation does not name another one: it only leads to it.
    shown = shown.exclude(role=Role.TRANSLATION)
    articles = Thing.objects.published().filter(kind=Kind.ARTICLE, pk__in=shown.values("edition__thing"))
    return articles.exclude(content_id=item.content_id)


def describe_affected(item: Any, *, every_language: bool = False) -> Affected:
    """“This benefit is in 12 published articles.”"""
    articles = find_affected(item, every_language=every_language)
    count = articles.count()
    keys = list(articles.order_by("title", "pk").values_list("content_id", "locale")[:NAMED])
    rows = find_items(keys)
    number = (
        f"{intcomma(count)} published article{'' if count == 1 else 's'}" if count else "no published article"
    )
    return Affected(
        count=count,
        sentence=f"This {item._meta.verbose_name} {SHOWN[item.kind]} {number}.",
        links=[(str(rows[key]), edit_url(rows[key])) for key in keys if key in rows],
    )
