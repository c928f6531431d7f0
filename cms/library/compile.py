"""Library parts in, documents out. Reads only; twice gives the same."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from .bases import ReviewedModel
from .given import Addresses, Document, Given, part_of
from .models import Benefit, Disclaimer, Image, Person, SiteProfile, Topic
from .presets import focal_point_of, sources_of
from .text import clean_html, plain_text, web_address
from .words import words_digest

PURPOSES = ("emergency", "medical", "legal")


def compile_benefit(benefit: Benefit, given: Given) -> Document:
    """`benefit/1`, less what the ledger stamps."""
    html = clean_html(benefit.body, given.links)
    return {
        **_identity("benefit/1", benefit),
        **_address(benefit, given),
        "title": benefit.title,
        "html": html,
        "text": plain_text(html),
        "review": compile_review(benefit, given, {"title": benefit.title, "html": html}),
        "disclaimers": compile_disclaimers(given.disclaimers, given, benefit.locale.language_code),
        "attribution": given.site["attribution"],
        "links": _links(given.addresses, "benefits", benefit.slug, benefit.locale.language_code),
    }


def compile_disclaimer(disclaimer: Disclaimer, given: Given) -> Document:
    """`disclaimer/1`, less what the ledger stamps."""
    html = clean_html(disclaimer.body, given.links)
    locale = disclaimer.locale.language_code
    return {
        **_identity("disclaimer/1", disclaimer),
        "purpose": disclaimer.purpose,
        "title": disclaimer.title,
        "html": html,
        "text": plain_text(html),
        "on_every_article": disclaimer.on_every_article,
        "topics": sorted(str(topic.content_id) for topic in disclaimer.topics.all()),
        "review": compile_review(disclaimer, given, {"title": disclaimer.title, "html": html}),
        "links": _links(given.addresses, "disclaimers", str(disclaimer.content_id), locale),
    }


def compile_topic(topic: Topic, given: Given) -> Document:
    """`topic/1`, less what the ledger stamps."""
    locale = topic.locale.language_code
    return {
        **_identity("topic/1", topic),
        **_address(topic, given),
        "url": given.addresses.of_page(f"topics/{topic.slug}", locale),
        "name": topic.name,
        "description": topic.description,
        "html": clean_html(topic.body, given.links),
        "translations": compile_translations(topic.content_id, given, locale),
        "links": _links(given.addresses, "topics", topic.slug, locale),
    }


def compile_person(person: Person, given: Given) -> Document:
    """`person/1`, less what the ledger stamps."""
    return {
        **_identity("person/1", person),
        **_address(person, given),
        "name": person.name,
        "credentials": person.credentials,
        "role": person.role,
        "links": _links(given.addresses, "people", person.slug, person.locale.language_code),
    }


def compile_image(image: Image, base_url: str) -> Document:
    """`image/1`, less what the ledger stamps. Its presets were made when it was saved."""
    return {
        "schema": "image/1",
        "content_id": str(image.content_id),
        "locale": "und",
        "audience": "public",
        "title": image.title,
        "alt": image.alt,
        "credit": image.credit,
        "width": image.width,
        "height": image.height,
        "focal_point": focal_point_of(image),
        "sources": sources_of(image, base_url),
    }


def compile_site(profile: SiteProfile, addresses: Addresses) -> Document:
    """`site/1`, less what the ledger stamps."""
    locale = profile.locale.language_code
    home = addresses.of_home(locale)
    return {
        **_identity("site/1", profile),
        "lang": locale,
        "name": profile.name,
        "url": home,
        "tagline": profile.tagline,
        "attribution": {"name": profile.name, "url": home, "text": profile.attribution},
        "contact": {
            "phone": profile.phone,
            "email": profile.email,
            "url": web_address(profile.contact_url),
            "address": profile.address,
        },
        "emergency": profile.emergency,
        "crisis": profile.crisis,
        "links": {"self": addresses.of_resource("site/", locale)},
    }


def compile_review(item: ReviewedModel, given: Given, content: Document) -> Document:
    """Who checked the words of this content, when, and whether they are still the same."""
    reviewer = (
        given.find(item.reviewed_by.content_id, item.locale.language_code) if item.reviewed_by else None
    )
    return {
        "state": _review_state(item, given, content),
        "reviewed_by": person_ref(reviewer) if reviewer else None,
        "reviewed_on": item.reviewed_on.isoformat() if item.reviewed_on else None,
        "next_review_on": item.next_review_on.isoformat() if item.next_review_on else None,
    }


def _review_state(item: ReviewedModel, given: Given, content: Document) -> str:
    if given.overdue:
        return "overdue"
    if not item.reviewed_on:
        return "none"
    if given.reviewed_digest is None or given.reviewed_digest == words_digest(content):
        return "current"
    return "changed"


def compile_disclaimers(content_ids: Iterable[UUID], given: Given, locale: str) -> list[Document]:
    """The live ones among these, each in the locale or else in the default one, most urgent first."""
    found = [given.find(content_id, locale) for content_id in dict.fromkeys(content_ids)]
    live = [document for document in found if document]
    live.sort(key=lambda each: (PURPOSES.index(each["purpose"]), each["title"], each["content_id"]))
    return [_use_disclaimer(document) for document in live]


def _use_disclaimer(document: Document) -> Document:
    words = {key: document[key] for key in ("purpose", "title", "html", "text")}
    return {"part": part_of(document), "lang": document["locale"], **words}


def compile_translations(content_id: UUID, given: Given, own_locale: str) -> list[Document]:
    """The same thing in other languages, as far as it is live there."""
    others = [
        given.parts.get((content_id, locale)) for locale in sorted(given.locales) if locale != own_locale
    ]
    return [
        {"locale": other["locale"], "title": other.get("title") or other["name"], "url": other["url"]}
        for other in others
        if other
    ]


def person_ref(document: Document) -> Document:
    return {key: document[key] for key in ("content_id", "name", "credentials")}


def _identity(schema: str, part: Any) -> Document:
    return {
        "schema": schema,
        "content_id": str(part.content_id),
        "locale": part.locale.language_code,
        "audience": "public",
    }


def _address(part: Any, given: Given) -> Document:
    return {"slug": part.slug, "former_paths": list(given.former_paths)}


def _links(addresses: Addresses, collection: str, name: str, locale: str) -> Document:
    return {"self": addresses.of_resource(f"{collection}/{name}/", locale)}
