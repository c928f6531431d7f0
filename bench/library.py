"""The library of the corpus in the database: saved and published one by one, as editors do."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from wagtail.models import Locale

from cms.library.bases import LibraryModel
from cms.library.models import Benefit, Disclaimer, Person, Purpose, Topic
from cms.publishing.unit import unit

from .corpus import Library

WRITTEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
REVIEWED_ON, NEXT_REVIEW_ON = date(2026, 3, 2), date(2036, 3, 2)


@dataclass(frozen=True)
class LibraryKeys:
    """Primary keys by the numbers that articles name."""

    topics: tuple[int, ...]
    persons: tuple[int, ...]
    benefits: tuple[int, ...]
    chosen_disclaimer: int


def publish_library(library: Library) -> LibraryKeys:
    """In one unit: the parts that articles share, the disclaimer that stands on all, and the other one."""
    locale = Locale.get_default()
    disclaimer, exercise = library.disclaimer, library.chosen_disclaimer
    with unit():
        topics = [Topic(name=part.name, slug=part.slug, body=part.text) for part in library.topics]
        persons = [Person(name=part.name, slug=part.slug, role=part.text) for part in library.persons]
        benefits = [Benefit(title=part.name, slug=part.slug, body=part.text) for part in library.benefits]
        medical = Disclaimer(title=disclaimer.name, body=disclaimer.text, on_every_article=True)
        chosen = Disclaimer(title=exercise.name, body=exercise.text, purpose=Purpose.LEGAL)
        parts: list[LibraryModel] = [*topics, *persons, *benefits, medical, chosen]
        for part in parts:
            _publish(part, locale)
    return LibraryKeys(_keys(topics), _keys(persons), _keys(benefits), chosen.pk)


def _publish(part: LibraryModel, locale: Locale) -> None:
    part.locale = locale
    part.save()
    part.save_revision().publish()


def _keys(parts: list[Topic] | list[Person] | list[Benefit]) -> tuple[int, ...]:
    return tuple(part.pk for part in parts)
