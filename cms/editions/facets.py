"""What lists filter by, as the current document says: some in a column, some in rows of their own."""

from collections.abc import Mapping
from datetime import date

from .canonical import Document
from .models import Facet, Kind, Thing


def facets_of(document: Document) -> set[tuple[str, str]]:
    """Name and value of each. A code is written as `system|code`, an author as `content_id`."""
    codes = {("code", f"{each['system']}|{each['code']}") for each in document.get("codes", ())}
    return codes | {("author", each["content_id"]) for each in document.get("authors", ())}


def store_facets(documents: Mapping[Thing, Document]) -> None:
    """Replace those of all these things. Articles alone have any."""
    articles = {thing: document for thing, document in documents.items() if thing.kind == Kind.ARTICLE}
    if articles:
        Facet.objects.filter(thing__in=articles).delete()
        Facet.objects.bulk_create(
            Facet(thing=thing, name=name, value=value)
            for thing, document in articles.items()
            for name, value in sorted(facets_of(document))
        )


def reviewed_on(document: Document) -> date | None:
    """The day on which somebody checked the document's words."""
    day = document.get("review", {}).get("reviewed_on")
    return date.fromisoformat(day) if day else None
