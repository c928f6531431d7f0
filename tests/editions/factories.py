"""Things in the ledger, published as a unit of publishing does, without Wagtail. The words are our own."""

import json
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction

from cms.editions.models import Thing
from cms.editions.services import (
    Included,
    Publication,
    lock_ledger,
    publish_edition,
    publish_editions,
)

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
CONTACT = {"phone": "+1 555 0100", "email": "care@clinic.example", "url": "", "address": "1 Harbour Road"}
NO_REVIEW = {"state": "none", "reviewed_by": None, "reviewed_on": None, "next_review_on": None}
STAMPS = ("edition", "published_at", "updated_at")


def identity(name):
    return str(uuid5(NAMESPACE_URL, name))


def publish(content, *, path=None, included=(), because=None, day=0):
    """Publish one thing, `day` days after the beginning. None if nothing changed."""
    publication = Publication(
        content=content, path=path, included=tuple(included), because=because or {"reason": "self"}
    )
    with transaction.atomic():
        return publish_edition(lock_ledger(), publication, at=BEGAN + timedelta(days=day))


def document_of(edition):
    return json.loads(bytes(edition.document))


def thing_of(content):
    return Thing.objects.get(content_id=content["content_id"], locale=content["locale"])


def base(schema, name, locale="en"):
    return {"schema": schema, "content_id": identity(name), "locale": locale, "audience": "public"}


def api(name, locale="en"):
    return f"{settings.API_URL}/{name}{'' if locale == 'en' else f'?locale={locale}'}"


def page_url(path, locale="en"):
    return f"{settings.SITE_URL}/{'' if locale == 'en' else f'{locale}/'}{path}/"


def attribution():
    text = "Written by the people of Example Spine Clinic."
    return {"name": "Example Spine Clinic", "url": f"{settings.SITE_URL}/", "text": text}


def part(content, number=1):
    return {"content_id": content["content_id"], "locale": content["locale"], "edition": number}


def included(content, role, number=1, locale=None):
    return Included(UUID(content["content_id"]), locale or content["locale"], role, number)


def make_site(locale="en", **changes):
    return {
        **base("site/1", "site", locale),
        "lang": locale,
        "name": "Example Spine Clinic",
        "url": f"{settings.SITE_URL}/",
        "tagline": "Calm, clear answers after spine surgery",
        "attribution": attribution(),
        "contact": CONTACT,
        "emergency": "In an emergency, call your local emergency number.",
        "crisis": "",
        "links": {"self": api("site/", locale)},
        **changes,
    }


def make_topic(slug="recovery", locale="en", **changes):
    return {
        **base("topic/1", f"topic-{slug}", locale),
        "slug": slug,
        "former_paths": [],
        "url": page_url(f"topics/{slug}", locale),
        "name": slug.capitalize(),
        "description": "What to expect, week by week.",
        "html": "",
        "translations": [],
        "links": {"self": api(f"topics/{slug}/", locale)},
        **changes,
    }


def make_person(slug="clinical-team", **changes):
    return {
        **base("person/1", f"person-{slug}"),
        "slug": slug,
        "former_paths": [],
        "name": "Clinical team",
        "credentials": "PT",
        "role": "Writes and checks.",
        "links": {"self": api(f"people/{slug}/")},
        **changes,
    }


SIZE = {"width": 1600, "height": 800, "focal_point": {"x": 0.5, "y": 0.25}}


def make_image(**changes):
    return {
        **base("image/1", "image-path", "und"),
        "title": "A path",
        "alt": "A path through low hills",
        "credit": "Drawn for the tests",
        **SIZE,
        "sources": sources(),
        **changes,
    }


def sources():
    return [
        {
            "preset": preset,
            "type": f"image/{kind}",
            "width": width,
            "height": width // 2,
            "url": f"{settings.MEDIA_URL}{preset}-{width}.{kind}",
        }
        for preset, widths in (("card", (320, 640)), ("hero", (800, 1600)), ("inline", (480, 960)))
        for kind in ("avif", "webp", "jpeg")
        for width in widths
    ]


def make_disclaimer(name="medical", locale="en", **changes):
    text = "This is general information, and no replacement for your own care team."
    return {
        **base("disclaimer/1", f"disclaimer-{name}", locale),
        "purpose": "medical",
        "title": "Ask your own care team",
        "html": f"<p>{text}</p>",
        "text": text,
        "on_every_article": True,
        "topics": [],
        "review": NO_REVIEW,
        "links": {"self": api(f"disclaimers/{identity(f'disclaimer-{name}')}/", locale)},
        **changes,
    }


def shown(disclaimer, number=1):
    fields = {key: disclaimer[key] for key in ("purpose", "title", "html", "text")}
    return {"part": part(disclaimer, number), "lang": disclaimer["locale"], **fields}


def make_benefit(slug="less-pain", locale="en", **changes):
    return {
        **base("benefit/1", f"benefit-{slug}", locale),
        "slug": slug,
        "former_paths": [],
        "title": slug.replace("-", " ").capitalize(),
        "html": "<p>Gentle movement eases pain.</p>",
        "text": "Gentle movement eases pain.",
        "review": NO_REVIEW,
        "disclaimers": [shown(make_disclaimer(locale=locale))],
        "attribution": attribution(),
        "links": {"self": api(f"benefits/{slug}/", locale)},
        **changes,
    }


def make_notice(content, **changes):
    kind = content["schema"].partition("/")[0]
    return {
        **{key: content[key] for key in ("content_id", "locale", "audience")},
        "schema": "notice/1",
        "kind": kind,
        "state": "gone",
        "title": None,
        "former_paths": content.get("former_paths", []),
        "contact": CONTACT,
        "reason": None,
        "notice": "",
        "severity": None,
        "withdrawn_at": None,
        "successor": None,
        **changes,
    }


def make_article(slug="walking-again", locale="en", *, name=None, **changes):
    """An article; `name` keeps its identity when its slug changes."""
    path = f"articles/{slug}"
    content_id = identity(name or f"article-{slug}")
    text = "Short walks help you to heal."
    return {
        **base("article/1", name or f"article-{slug}", locale),
        "slug": slug,
        "former_paths": [],
        "url": page_url(path, locale),
        "title": slug.replace("-", " ").capitalize(),
        "summary": "Why a few minutes on your feet are worth it.",
        "image": None,
        "topics": [],
        "codes": [],
        "authors": [],
        "review": NO_REVIEW,
        "reading": {"words": 6, "minutes": 1},
        "body": [{"id": identity("block"), "type": "text", "html": f"<p>{text}</p>"}],
        "body_html": f"<p>{text}</p>{end_html(locale)}",
        "body_markdown": f"{text}\n\n{make_disclaimer()['text']}\n",
        "omitted": [],
        "disclaimers": [shown(make_disclaimer(locale=locale))],
        "attribution": attribution(),
        "comments": {"open": True, "url": api(f"{path}/comments/", locale)},
        "related": [],
        "translations": [],
        "links": {
            "self": api(f"{path}/", locale),
            "html": api(f"{path}.html", locale),
            "markdown": api(f"{path}.md", locale),
            "embed": f"{settings.SITE_URL}/embed/{locale}/{content_id}/",
            "editions": api(f"{path}/editions/", locale),
        },
        **changes,
    }


def end_html(locale="en"):
    return f'<section class="disclaimers">{make_disclaimer(locale=locale)["html"]}</section>'


def publish_article(slug="walking-again", locale="en", *, day=0, parts=(), **changes):
    """An article that includes these (content, role) pairs beside its disclaimer."""
    content = make_article(slug, locale, **changes)
    pairs = [(make_disclaimer(locale=locale), "disclaimer"), *parts]
    rows = [included(each, role) for each, role in pairs]
    publish(content, path=f"articles/{content['slug']}", included=rows, day=day)
    return content


def publish_parts():
    """The clinic, and one part of every other kind."""
    publish(make_site())
    publish(make_disclaimer())
    publish(make_topic(), path="topics/recovery")
    publish(make_person(), path="people/clinical-team")
    publish(make_benefit(), path="benefits/less-pain")
    publish(make_image())


def publish_many(count, **changes):
    """So many articles, each a day younger than the one before."""
    return [publish_article(f"article-{place}", day=place, **changes) for place in range(count)]


def publish_crowd(count, *, parts=(), **changes):
    """So many articles, a hundred in each of as few units as that takes."""
    rows = [included(each, role) for each, role in [(make_disclaimer(), "disclaimer"), *parts]]
    contents = [make_article(f"article-{place}", **changes) for place in range(count)]
    for first in range(0, count, 100):
        publications = [
            Publication(
                content=content,
                path=f"articles/{content['slug']}",
                included=tuple(rows),
                because={"reason": "self"},
            )
            for content in contents[first : first + 100]
        ]
        with transaction.atomic():
            publish_editions(lock_ledger(), publications, at=BEGAN + timedelta(days=first))
    return contents


def publish_gone(content, *, path=None, day=9, **changes):
    """The thing is unpublished: what is left is a notice."""
    return publish(make_notice(content, **changes), path=path or thing_of(content).path, day=day)
