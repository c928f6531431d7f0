"""Writes what can be found. Called by the ledger's services, its repair, and nobody else."""

from collections.abc import Iterable, Mapping

from cms.editions.canonical import Document, sha256_hex
from cms.editions.models import SearchEntry, State, Thing

from .texts import Texts, texts_of
from .words import stems

SEARCHED = ("article", "guide", "benefit", "disclaimer", "topic", "person")
_COLUMNS = ("digest", "title", "headings", "body", "text")


def store_entries(documents: Mapping[Thing, Document]) -> None:
    """The entries of things that were published; what is published no more cannot be found."""
    searched = {thing: document for thing, document in documents.items() if thing.kind in SEARCHED}
    gone = [thing.pk for thing in searched if thing.state != State.PUBLISHED]
    if gone:
        SearchEntry.objects.filter(thing__in=gone).delete()
    new = {thing: texts_of(document) for thing, document in searched.items() if thing.pk not in gone}
    if new:
        _store(_changed(new))


def columns_of(document: Document, locale: str) -> dict[str, str]:
    """The columns of the entry that this document makes."""
    return _columns(texts_of(document), locale)


def digest_of_entry(thing: Thing, document: Document) -> str | None:
    """What tells whether an entry is that of this document; none if there should be none."""
    is_found = thing.kind in SEARCHED and thing.state == State.PUBLISHED
    return digest_of(texts_of(document)) if is_found else None


def digest_of(texts: Texts) -> str:
    return sha256_hex("\0".join((texts.title, texts.headings, texts.body)).encode())


def _changed(new: Mapping[Thing, Texts]) -> list[SearchEntry]:
    """A cascade changes what articles carry, and seldom what they say."""
    things = [thing.pk for thing in new]
    known = dict(SearchEntry.objects.filter(thing__in=things).values_list("thing", "digest"))
    return [
        SearchEntry(thing=thing, **_columns(texts, thing.locale))
        for thing, texts in new.items()
        if known.get(thing.pk) != digest_of(texts)
    ]


def _columns(texts: Texts, locale: str) -> dict[str, str]:
    names = ("title", "headings", "body")
    stemmed = {name: " ".join(stems(getattr(texts, name), locale)) for name in names}
    return {"digest": digest_of(texts), "text": texts.body, **stemmed}


def _store(entries: Iterable[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["thing"], update_fields=_COLUMNS
    )
