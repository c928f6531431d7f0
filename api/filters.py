"""Filters of the article list, by what an article's current edition includes."""

from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import QueryDict

from cms.editions.models import Thing

from .parameters import invalid, is_slug, read_uuid
from .things import PARTS, Collection

FILTERS: dict[str, Collection] = {str(collection.kind): collection for collection in PARTS}


def resolve_filters(query: QueryDict, locale: str) -> dict[str, UUID]:
    """The `content_id` that each filter means, in one query. What never existed is said to be unknown."""
    asked = {name: query[name] for name in FILTERS if name in query}
    if not asked:
        return {}
    meant = Q()
    for name, value in asked.items():
        meant |= _named(FILTERS[name], value, locale)
    rows = Thing.objects.public().filter(meant).values_list("kind", "content_id", "locale")
    # A translation need not exist: then the default language's thing of that slug is meant.
    found = {kind: content_id for kind, content_id, _ in sorted(rows, key=lambda row: row[2] == locale)}
    for name, value in asked.items():
        if name not in found:
            raise invalid(name, f"There is no {name} “{value}” in “{locale}”.")
    return found


def _named(collection: Collection, value: str, locale: str) -> Q:
    content_id = read_uuid(value)
    if content_id:
        return Q(kind=collection.kind, content_id=content_id)
    if not collection.has_slugs or not is_slug(value):
        return Q(pk=None)
    path = f"{collection.name}/{value}"
    return Q(kind=collection.kind, routes__path=path, routes__locale__in={locale, settings.LANGUAGE_CODE})
