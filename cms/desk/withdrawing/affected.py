"""Which published articles and guides show something that is to be taken back, in words, beforehand."""

from dataclasses import dataclass
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Count, QuerySet

from cms.editions.models import Inclusion, Kind, Role, Thing
from cms.publishing.kinds import PAGES

from ..items import edit_url, find_items

NAMED = 5
"""So many are named; the others are only counted."""
SHOWN = {
    Kind.ARTICLE: "is linked from",
    Kind.GUIDE: "is linked from",
    Kind.BENEFIT: "is in",
    Kind.DISCLAIMER: "is on",
    Kind.TOPIC: "is a topic of",
    Kind.PERSON: "is named in",
}


@dataclass(frozen=True)
class Affected:
    """How many published articles and guides show a thing, in words, and the editors of some of them."""

    count: int
    sentence: str
    links: list[tuple[str, str]]

    @property
    def others(self) -> int:
        return self.count - len(self.links)


def find_affected(item: Any, *, every_language: bool = False) -> "QuerySet[Thing]":
    """The published articles and guides that show this item now: in its language, or in any."""
    shown = Inclusion.objects.current().filter(content_id=item.content_id, number__isnull=False)
    if not every_language:
        shown = shown.filter(locale=item.locale.language_code)
    # A translation does not name another one: it only leads to it.
    shown = shown.exclude(role=Role.TRANSLATION)
    pages = Thing.objects.published().filter(kind__in=PAGES, pk__in=shown.values("edition__thing"))
    return pages.exclude(content_id=item.content_id)


def describe_affected(item: Any, *, every_language: bool = False) -> Affected:
    """“This disclaimer is on 12 published articles and 1 published guide.”"""
    pages = find_affected(item, every_language=every_language)
    counts = dict(pages.order_by().values_list("kind").annotate(Count("pk")))
    keys = list(pages.order_by("title", "pk").values_list("content_id", "locale")[:NAMED])
    rows = find_items(keys)
    numbers = [_number(counts[kind], kind) for kind in PAGES if kind in counts]
    return Affected(
        count=sum(counts.values()),
        sentence=f"This {item._meta.verbose_name} {SHOWN[item.kind]} "
        f"{' and '.join(numbers) or 'no published article'}.",
        links=[(str(rows[key]), edit_url(rows[key])) for key in keys if key in rows],
    )


def _number(count: int, kind: str) -> str:
    return f"{intcomma(count)} published {kind}{'' if count == 1 else 's'}"
