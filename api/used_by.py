"""Where a part is used now: what points upward is joined when it is read, and never stored."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Window

from cms.editions.models import Inclusion, Kind, Thing

from .reads import Found
from .things import ARTICLES, Collection

SHOWN = 20
CARRIERS = (Kind.ARTICLE, Kind.GUIDE, Kind.BENEFIT)


def used_by(found: Found, collection: Collection) -> tuple[dict[str, Any], datetime | None]:
    """How many published articles, guides and benefits include this thing now, and the newest of them.

    With it the moment until which that, and the thing itself, stay as they are.
    """
    included = Inclusion.objects.current().filter(
        content_id=found.content_id, locale=found.locale, role=collection.kind, number__isnull=False
    )
    things = (
        Thing.objects.public()
        .published()
        .filter(kind__in=CARRIERS, current__in=included.values("edition"))
        .annotate(count=Window(Count("pk")))
        .order_by("-updated_at", "-pk")
        .values("content_id", "locale", "kind", "title", "url", "count", "fresh_until")[:SHOWN]
    )
    results = [{**row, "content_id": str(row["content_id"])} for row in things]
    count = results[0]["count"] if results else 0
    moments = [found.fresh_until, *(row.pop("fresh_until") for row in results)]
    for row in results:
        del row["count"]
    use = {"count": count, "url": _articles_with(found, collection), "results": results}
    return use, min(filter(None, moments), default=None)


def _articles_with(found: Found, collection: Collection) -> str:
    """The list of the articles in this language that include it."""
    query = {str(collection.kind): str(found.content_id)}
    if found.locale != settings.LANGUAGE_CODE:
        query["locale"] = found.locale
    return f"{settings.API_URL}/{ARTICLES.name}/?{urlencode(query)}"
