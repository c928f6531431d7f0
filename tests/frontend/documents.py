"""Documents as a hub sends them, in our own words; test_contract.py holds them to the hub's schemas."""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

SITE_URL = "http://localhost:8001"
API_URL = "http://localhost:8000/api/v1"
MEDIA_URL = "http://localhost:8000/media"
CONTACT = {
    "phone": "+1 555 0100",
    "email": "care@clinic.example",
    "url": "https://clinic.example/how-to-reach-us/",
    "address": "1 Harbour Road\nExample Town",
}
ATTRIBUTION = {
    "name": "Example Spine Clinic",
    "url": SITE_URL,
    "text": "Written and checked by the people of Example Spine Clinic.",
}
BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLINICIAN = {"name": "A. Clinician", "credentials": "PT, DPT"}


def identity(name):
    return str(uuid5(NAMESPACE_URL, name))


def at(days):
    return (BEGAN + timedelta(days=days)).isoformat().replace("+00:00", "Z")


def site_path(locale, path):
    return f"{SITE_URL}/{path}/" if locale == "en" else f"{SITE_URL}/{locale}/{path}/"


def stamp(schema, name, *, locale="en", day=1):
    return {
        "schema": schema,
        "content_id": identity(name),
        "locale": locale,
        "edition": 1,
        "audience": "public",
        "published_at": at(day),
        "updated_at": at(day),
    }


def site(*, locale="en", **changes):
    tagline = "Calm, clear answers for the weeks after spine surgery"
    return {
        **stamp("site/1", f"site-{locale}", locale=locale, day=0),
        "lang": locale,
        "name": "Example Spine Clinic",
        "url": SITE_URL,
        "tagline": tagline if locale == "en" else "Respuestas claras para después de la cirugía de columna",
        "attribution": ATTRIBUTION,
        "contact": CONTACT,
        "emergency": "In an emergency, call your local emergency number first.",
        "crisis": "If you feel you cannot go on, talk to somebody now: a crisis line answers day and night.",
        "links": {"self": f"{API_URL}/site/?locale={locale}"},
        **changes,
    }


def topic(name="Recovery", *, locale="en", **changes):
    slug = name.lower().replace(" ", "-")
    return {
        **stamp("topic/1", f"topic-{slug}", locale=locale),
        "slug": slug,
        "former_paths": [],
        "url": site_path(locale, f"topics/{slug}"),
        "name": name,
        "description": f"{name}: what to expect, week by week.",
        "html": "<p>Start with the article that sounds most like your day.</p>",
        "translations": [],
        "links": {"self": f"{API_URL}/topics/{slug}/"},
        **changes,
    }


def disclaimer(*, locale="en", **changes):
    text = "This is general information. It does not replace the advice of your own care team."
    if locale == "es":
        text = "Esta información es general. No sustituye los consejos de su propio equipo de atención."
    return {
        "part": {"content_id": identity("disclaimer"), "locale": locale, "edition": 1},
        "lang": locale,
        "purpose": "medical",
        "title": "Ask your own care team" if locale == "en" else "Pregunte a su equipo de atención",
        "html": f"<p>{text}</p>",
        "text": text,
        **changes,
    }


def end_html(disclaimers):
    shown = "".join(
        f'<div class="disclaimer disclaimer-{item["purpose"]}" lang="{item["lang"]}">'
        f"<h2>{item['title']}</h2>{item['html']}</div>"
        for item in disclaimers
    )
    link = f'<a href="{ATTRIBUTION["url"]}" rel="noopener">{ATTRIBUTION["name"]}</a>'
    return (
        f'<section class="disclaimers">{shown}</section>'
        f'<footer class="attribution"><p>{link}. {ATTRIBUTION["text"]}</p></footer>'
    )


PRESETS = {"card": (320, 640), "hero": (800, 1600), "inline": (480, 960), "social": (1200,)}


def image(name="walking", **changes):
    sources = [
        {
            "preset": preset,
            "type": f"image/{kind}",
            "width": width,
            "height": width * 2 // 3,
            "url": f"{MEDIA_URL}/{name}-{preset}-{width}.{kind}",
        }
        for preset, widths in PRESETS.items()
        for kind in ("avif", "webp", "jpeg")
        for width in widths
        if kind == "jpeg" or preset != "social"
    ]
    return {
        **stamp("image/1", f"image-{name}", locale="und"),
        "title": name,
        "alt": "A path through low hills in the morning",
        "credit": "Drawn by the clinic",
        "width": 1600,
        "height": 1066,
        "focal_point": None,
        "sources": sources,
        **changes,
    }


IMAGE_USE = ("alt", "credit", "width", "height", "focal_point", "sources")


def image_use(name="walking"):
    shown = image(name)
    part = {"content_id": shown["content_id"], "locale": "und", "edition": 1}
    return {"part": part, **{key: shown[key] for key in IMAGE_USE}}


def topic_ref(name="Recovery"):
    slug = name.lower().replace(" ", "-")
    return {"content_id": identity(f"topic-{slug}"), "slug": slug, "name": name}


def text_block(html):
    return {"id": identity(html), "type": "text", "html": html}


def article(slug="walking-again", *, locale="en", name=None, **changes):
    """An article; `name` gives it the identity it keeps when its slug changes."""
    stamped = stamp("article/1", name or slug, locale=locale, day=2)
    key = stamped["content_id"]
    words = f"<p>Short walks help you heal. This is the article {slug}.</p>"
    disclaimers = changes.pop("disclaimers", None) or [disclaimer(locale=locale)]
    base = f"{API_URL}/articles/{key}"
    return {
        **stamped,
        "slug": slug,
        "former_paths": [],
        "url": site_path(locale, f"articles/{slug}"),
        "title": slug.replace("-", " ").capitalize(),
        "summary": "Why a few minutes on your feet, several times a day, is worth the effort.",
        "image": None,
        "topics": [topic_ref()],
        "codes": [],
        "authors": [],
        "review": {"state": "none", "reviewed_by": None, "reviewed_on": None, "next_review_on": None},
        "reading": {"words": 320, "minutes": 2},
        "body": [text_block(words)],
        "body_html": words + end_html(disclaimers),
        "body_markdown": f"Short walks help you heal.\n\n{disclaimers[0]['text']}",
        "omitted": [],
        "disclaimers": disclaimers,
        "attribution": ATTRIBUTION,
        "comments": {"open": True, "url": f"{base}/comments/"},
        "related": [],
        "translations": [],
        "links": {
            "self": f"{base}/",
            "html": f"{base}.html",
            "markdown": f"{base}.md",
            "embed": f"{SITE_URL}/embed/{locale}/{key}/",
            "editions": f"{base}/editions/",
        },
        **changes,
    }


def guide(slug="first-weeks", articles=(), *, locale="en", name=None, **changes):
    """A guide through these articles, with the disclaimers of all of them."""
    stamped = stamp("guide/1", name or slug, locale=locale, day=2)
    carried = {each["part"]["content_id"]: each for other in articles for each in other["disclaimers"]}
    disclaimers = list(carried.values()) or [disclaimer(locale=locale)]
    words = f"<p>Read these in order. This is the guide {slug}.</p>"
    base = f"{API_URL}/guides/{stamped['content_id']}"
    return {
        **stamped,
        "slug": slug,
        "former_paths": [],
        "url": site_path(locale, f"guides/{slug}"),
        "title": slug.replace("-", " ").capitalize(),
        "summary": "What to read first, and what can wait.",
        "image": None,
        "topics": [topic_ref()],
        "review": {"state": "none", "reviewed_by": None, "reviewed_on": None, "next_review_on": None},
        "reading": {"words": 640, "minutes": 4},
        "html": words,
        "articles": [guide_article(number, each) for number, each in enumerate(articles, start=1)],
        "body_html": words + end_html(disclaimers),
        "body_markdown": f"Read these in order.\n\n{disclaimers[0]['text']}",
        "omitted": [],
        "disclaimers": disclaimers,
        "attribution": ATTRIBUTION,
        "translations": [],
        "links": {
            "self": f"{base}/",
            "html": f"{base}.html",
            "markdown": f"{base}.md",
            "editions": f"{base}/editions/",
        },
        **changes,
    }


def guide_article(number, document):
    part = {key: document[key] for key in ("content_id", "locale", "edition")}
    told = {key: document[key] for key in ("title", "summary", "url", "reading")}
    return {"number": number, "part": part, **told, "links": {"self": document["links"]["self"]}}


def notice(document, **changes):
    """What is left of a document: its paths, all of them, lead to a notice."""
    kind = document["schema"].partition("/")[0]
    folder = {"article": "articles", "topic": "topics"}.get(kind, f"{kind}s")
    return {
        **{key: document[key] for key in ("content_id", "locale", "audience", "published_at", "updated_at")},
        "schema": "notice/1",
        "edition": document["edition"] + 1,
        "kind": kind,
        "state": "gone",
        "title": None,
        "former_paths": [*document["former_paths"], f"{folder}/{document['slug']}"],
        "contact": CONTACT,
        "reason": None,
        "notice": "",
        "severity": None,
        "withdrawn_at": None,
        "successor": None,
        **changes,
    }


def withdrawn(document, **changes):
    """A notice that says why."""
    values = {"state": "withdrawn", "title": document.get("title") or document.get("name")}
    values |= {"reason": "outdated", "withdrawn_at": at(40)}
    return notice(document, **{**values, **changes})


def moved(document, successor):
    return withdrawn(document, state="moved", reason="merged", successor=successor_of(successor))


def successor_of(document):
    kind = document["schema"].partition("/")[0]
    values = {key: document.get(key) for key in ("content_id", "locale", "title", "url")}
    return {**values, "kind": kind, "title": values["title"] or document.get("name")} | {
        "links": {"self": document["links"]["self"]}
    }


def person(name="A. Clinician"):
    return {"content_id": identity(name), "name": name, "credentials": CLINICIAN["credentials"]}


def reviewed(state="current"):
    return {
        "state": state,
        "reviewed_by": person(),
        "reviewed_on": "2026-05-04",
        "next_review_on": "2027-05-04",
    }
