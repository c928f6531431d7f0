"""The inclusions of a current edition are the things that its document names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from cms.editions.canonical import Document
from cms.editions.models import Edition, Inclusion, Kind, Role

from .findings import Finding, Mend, name_thing, rebuild

_TOLD = (
    Role.BENEFIT,
    Role.DISCLAIMER,
    Role.PERSON,
    Role.TOPIC,
    Role.IMAGE,
    Role.ARTICLE,
    Role.RELATED,
    Role.TRANSLATION,
)
"""Roles whose things a document names. What is linked to, or stands in for another, it does not."""


@dataclass(frozen=True)
class Named:
    """A thing that a document names; some of them without locale, most without edition number."""

    role: str
    content_id: UUID
    locale: str | None = None
    number: int | None = None

    def is_told_by(self, row: Inclusion) -> bool:
        """Whether this inclusion is of this thing, and of this edition where the document says which."""
        return (
            (row.role, row.content_id) == (self.role, self.content_id)
            and self.locale in (None, row.locale)
            and self.number in (None, row.number)
        )

    def __str__(self) -> str:
        number = f" edition {self.number}" if self.number else ""
        return f"{self.role} {self.content_id}{f' {self.locale}' if self.locale else ''}{number}"


def check_inclusions(edition: Edition, document: Document) -> Iterator[Finding]:
    """What the document names and the inclusions do not, and the other way round."""
    thing, held = edition.thing, [row for row in edition.inclusions.all() if row.number is not None]
    named = name_things(document)
    for each in named:
        if not any(each.is_told_by(row) for row in held):
            wrong = f"its document names {each}, and no inclusion says so."
            mend = Mend.REBUILD if each.number else Mend.COMPILE
            yield Finding(name_thing(thing), wrong, mend=mend, thing=thing.pk)
    for row in spare_rows(held, named):
        yield rebuild(
            thing, f"an inclusion says {row} edition {row.number}, which its document does not name."
        )
    if _bears_attribution(document) and not any(row.role == Role.SITE for row in edition.inclusions.all()):
        wrong = "no inclusion says that it names the clinic."
        yield Finding(name_thing(thing), wrong, mend=Mend.COMPILE, thing=thing.pk)


def spare_rows(held: Iterable[Inclusion], named: Iterable[Named]) -> list[Inclusion]:
    """Inclusions of things that the document does not name, in the roles of those that it would."""
    told = list(named)
    return [row for row in held if row.role in _TOLD and not any(each.is_told_by(row) for each in told)]


def name_things(document: Document) -> list[Named]:
    """Everything that a document names, each once."""
    return list(dict.fromkeys([*_parts(document), *_people(document), *_sideways(document)]))


def _parts(document: Document) -> Iterator[Named]:
    """What it holds, each with the number of the edition it holds."""
    for benefit in _benefits(document):
        yield _part(Role.BENEFIT, benefit["part"])
    for disclaimer in document.get("disclaimers", ()):
        yield _part(Role.DISCLAIMER, disclaimer["part"])
    for article in document.get("articles", ()):
        yield _part(Role.ARTICLE, article["part"])
    for image in (document.get("image"), *(block.get("image") for block in document.get("body", ()))):
        if image:
            yield _part(Role.IMAGE, image["part"])


def _benefits(document: Document) -> Iterator[Document]:
    """Those that are shown, and those whose notice stands in for them."""
    blocks = (block for block in document.get("body", ()) if block["type"] == "benefits")
    items = (item for block in blocks for item in (*block["items"], *block["notices"]))
    return (item for item in items if item["part"])


def _part(role: str, part: Document) -> Named:
    return Named(role, UUID(part["content_id"]), part["locale"], part["edition"])


def _people(document: Document) -> Iterator[Named]:
    reviewer = document.get("review", {}).get("reviewed_by")
    for person in (*document.get("authors", ()), *([reviewer] if reviewer else [])):
        yield Named(Role.PERSON, UUID(person["content_id"]))
    if document["schema"].startswith((f"{Kind.ARTICLE}/", f"{Kind.GUIDE}/")):
        yield from (Named(Role.TOPIC, UUID(topic["content_id"])) for topic in document["topics"])


def _sideways(document: Document) -> Iterator[Named]:
    for article in document.get("related", ()):
        yield Named(Role.RELATED, UUID(article["content_id"]), article["locale"])
    for other in document.get("translations", ()):
        yield Named(Role.TRANSLATION, UUID(document["content_id"]), other["locale"])


def _bears_attribution(document: Document) -> bool:
    return "attribution" in document and not document["schema"].startswith(f"{Kind.SITE}/")
