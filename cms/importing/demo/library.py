"""The demo's library: saved as drafts, so that articles can choose from it, and published with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from wagtail.models import Locale

from cms.library.bases import LibraryModel
from cms.library.models import Benefit, Disclaimer, Person, SiteProfile, Topic

from .content import Entry, content_id, read_library
from .prose import to_rich_text

Part = TypeVar("Part", bound=LibraryModel)


@dataclass(frozen=True)
class Library:
    """One language's parts, by the keys that they share with their translations."""

    locale: Locale
    site: SiteProfile
    people: Mapping[str, Person]
    topics: Mapping[str, Topic]
    disclaimers: Mapping[str, Disclaimer]
    benefits: Mapping[str, Benefit]

    def publish(self) -> None:
        parts = (self.people, self.topics, self.disclaimers, self.benefits)
        for part in (self.site, *(part for by_key in parts for part in by_key.values())):
            part.save_revision().publish()


def make_library(locale: Locale) -> Library:
    written = read_library(locale.language_code)
    topics = {key: _make(Topic, key, locale, entry) for key, entry in written["topics"].items()}
    return Library(
        locale=locale,
        site=_make_site(written["site"], locale),
        people={key: _make(Person, key, locale, entry) for key, entry in written["people"].items()},
        topics=topics,
        disclaimers={
            key: _make_disclaimer(key, locale, entry, topics=topics)
            for key, entry in written["disclaimers"].items()
        },
        benefits={key: _make(Benefit, key, locale, entry) for key, entry in written["benefits"].items()},
    )


def write_topics(library: Library, *, pages: Mapping[str, int]) -> None:
    """A topic guides through its articles, so its text is written once they are there to link to."""
    for key, entry in read_library(library.locale.language_code)["topics"].items():
        topic = library.topics[key]
        topic.body = to_rich_text(entry.get("text", ""), headings=True, pages=pages)
        topic.save()


def _make(model: type[Part], key: str, locale: Locale, entry: Entry) -> Part:
    """A part of these fields; its `text`, if it is not a topic's, is its body."""
    fields = {name: value for name, value in entry.items() if name not in ("text", "topics")}
    if model is not Topic and "text" in entry:
        fields["body"] = to_rich_text(entry["text"])
    part = model(**fields, locale=locale, translation_key=content_id(model.kind, key))
    part.save()
    return part


def _make_disclaimer(key: str, locale: Locale, entry: Entry, *, topics: Mapping[str, Topic]) -> Disclaimer:
    disclaimer = _make(Disclaimer, key, locale, entry)
    disclaimer.topics = [topics[topic] for topic in entry.get("topics", ())]
    disclaimer.save()
    return disclaimer


def _make_site(fields: Entry, locale: Locale) -> SiteProfile:
    """The clinic's profile is there from the start. Once somebody worked on it, only gaps are filled."""
    default = SiteProfile.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    profile = SiteProfile.objects.filter(locale=locale).first() or default.copy_for_translation(locale)
    for name, value in fields.items():
        if profile.latest_revision_id is None or not getattr(profile, name):
            setattr(profile, name, value)
    profile.save()
    return profile
