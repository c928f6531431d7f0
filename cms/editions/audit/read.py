"""Editions in the order of the ledger, read a batch at a time, and documents as far as they are whole."""

import json
from collections.abc import Collection, Iterator
from itertools import islice

from django.db.models import Prefetch, prefetch_related_objects

from cms.editions.canonical import Document, sha256_hex
from cms.editions.models import Edition, SearchEntry
from cms.editions.schemas import InvalidDocument, check_document

BATCH = 200
STAMPS = ("edition", "published_at", "updated_at")


def read_editions() -> Iterator[Edition]:
    """Every edition. The current ones have their inclusions and their things' rows read with them."""
    words = Prefetch("thing__search_entry", SearchEntry.objects.only("digest"))
    editions = Edition.objects.order_by("sequence").select_related("thing", "key").iterator(chunk_size=BATCH)
    while batch := list(islice(editions, BATCH)):
        current = [edition for edition in batch if is_current(edition)]
        prefetch_related_objects(current, "inclusions", "thing__routes", "thing__facets", words)
        yield from batch


def is_current(edition: Edition) -> bool:
    return edition.thing.current_id == edition.pk


def is_redacted(edition: Edition) -> bool:
    """Whether its words were destroyed on purpose, which never happens to what is shown now."""
    return edition.redacted_at is not None and not bytes(edition.document) and not is_current(edition)


def is_unaltered(edition: Edition) -> bool:
    """Whether the stored bytes are those that the digest was taken of."""
    return sha256_hex(bytes(edition.document)) == edition.digest


def read_document(edition: Edition) -> Document | None:
    """The document, if it is what was published and has the shape that everything else relies on."""
    try:
        return parse_document(edition) if is_unaltered(edition) else None
    except InvalidDocument:
        return None


def parse_document(edition: Edition) -> Document:
    """Raises `InvalidDocument`, also for what is no document at all."""
    try:
        document = dict(json.loads(bytes(edition.document)))
        check_document(document)
    except (ValueError, TypeError, KeyError, OSError) as error:
        if isinstance(error, InvalidDocument):
            raise
        raise InvalidDocument("document", (), f"it names no known schema ({error!r})") from error
    return document


def without_stamps(document: Document) -> Document:
    """The content alone, which `content_digest` is taken of."""
    return {key: value for key, value in document.items() if key not in STAMPS}


def numbers_in_words(numbers: Collection[int]) -> str:
    """`3`, or `3 to 7`."""
    first, last = min(numbers), max(numbers)
    return str(first) if first == last else f"{first} to {last}"
