"""One edition by itself: its columns and its listing follow from its document."""

from collections.abc import Iterator

from cms.editions.canonical import Document, canonical_bytes, sha256_hex
from cms.editions.listing import list_document
from cms.editions.models import Edition, State
from cms.editions.schemas import InvalidDocument
from cms.editions.signing import is_signed

from .findings import RESTORE, Finding, Mend, name_thing, rebuild
from .read import without_stamps


def tell_shape(edition: Edition, error: InvalidDocument) -> Finding:
    """Such as one that was published by an earlier version of the program, whose schema was another."""
    wrong = f"edition {edition.number}: its document does not match its schema. {error}."
    return Finding(name_thing(edition.thing), wrong, mend=Mend.COMPILE)


def check_edition(edition: Edition, document: Document) -> Iterator[Finding]:
    """What is wrong with an edition whose document is the one that was published."""
    about, which = name_thing(edition.thing), f"edition {edition.number}"
    for fault in _faults_of_document(edition, document):
        yield Finding(about, f"{which}: {fault}", RESTORE)
    if not is_signed(edition):
        yield rebuild(edition.thing, f"{which}: no key that stands has signed it.")
    for name, value in columns_of_edition(edition, document).items():
        if _plain(getattr(edition, name)) != value:
            said = "" if name == "listing" else f", “{value}”"
            wrong = f"{which}: its {name} is not what its document says{said}."
            yield rebuild(edition.thing, wrong)


def _faults_of_document(edition: Edition, document: Document) -> Iterator[str]:
    if canonical_bytes(document) != bytes(edition.document):
        yield "its document is not stored in canonical form."
    if sha256_hex(canonical_bytes(without_stamps(document))) != edition.content_digest:
        yield "its content_digest is not that of its document."
    if identity_of(document) != (str(edition.thing.content_id), edition.thing.locale, edition.thing.kind):
        yield f"its document is of another thing, {document['content_id']} {document['locale']}."


def identity_of(document: Document) -> tuple[str, str, str]:
    """Which thing a document is of."""
    kind = document.get("kind") or document["schema"].partition("/")[0]
    return document["content_id"], document["locale"], kind


def columns_of_edition(edition: Edition, document: Document) -> dict[str, object]:
    """What follows from the document: the columns that it is found by, and its listing."""
    return {
        "number": document["edition"],
        "state": document.get("state", State.PUBLISHED),
        "audience": document["audience"],
        "listing": canonical_bytes(list_document(document)),
    }


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
