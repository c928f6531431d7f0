"""What the documents of articles and guides have in common."""

import math
from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from cms.library.compile import compile_disclaimers, compile_translations
from cms.library.given import Document, Given
from cms.library.text import plain_text

from .compile_blocks import Setting, use_image
from .markdown import to_markdown
from .models import PublicPage

WORDS_A_MINUTE = 200


def compile_identity(page: PublicPage, given: Given, locale: str) -> Document:
    """What it is, where it stands, and what lists say of it."""
    return {
        "schema": f"{page.kind}/1",
        "content_id": str(page.content_id),
        "locale": locale,
        "audience": page.audience,
        "slug": page.slug,
        "former_paths": list(given.former_paths),
        "url": _find_url(page, given, locale),
        "title": page.title,
        "summary": page.summary,
    }


def _find_url(page: PublicPage, given: Given, locale: str) -> str:
    """Where it is read: the site has what is public, and the API alone what is for partners."""
    if page.is_public:
        return given.addresses.of_page(page.public_path, locale)
    return given.addresses.of_resource(f"{_resource_of(page)}.html", locale)


def _resource_of(page: PublicPage) -> str:
    """Its name in the API, where what is for partners stands apart."""
    return page.public_path if page.is_public else f"partner/{page.public_path}"


def compile_surroundings(page: PublicPage, setting: Setting) -> Document:
    """What stands around its words: picture, topics, translations, disclaimers, attribution."""
    given, locale = setting.given, setting.locale
    topics = find_documents((row.topic.content_id for row in page.topics.all()), given, locale)
    return {
        "image": use_image(page.hero_image, page.hero_alt or getattr(page.hero_image, "alt", ""), setting),
        "topics": [{key: topic[key] for key in ("content_id", "slug", "name")} for topic in topics],
        "translations": compile_translations(page.content_id, given, locale),
        "disclaimers": compile_disclaimers(given.disclaimers, given, locale),
        "attribution": given.site["attribution"],
    }


def compile_representations(words: str, content: Document) -> Document:
    """The page rendered once, for whoever shows it as it is, and how long its own words take to read."""
    html = f"{words}{render_to_string('blocks/end.html', content)}"
    return {
        "body_html": html,
        "body_markdown": to_markdown(html),
        "reading": measure_reading(len(plain_text(words).split())),
    }


def compile_links(page: PublicPage, given: Given, locale: str) -> Document:
    """Where programs find it, and its other forms."""
    forms = {"self": "/", "html": ".html", "markdown": ".md", "editions": "/editions/"}
    return {
        name: given.addresses.of_resource(f"{_resource_of(page)}{form}", locale)
        for name, form in forms.items()
    }


def measure_reading(words: int) -> Document:
    return {"words": words, "minutes": max(1, math.ceil(words / WORDS_A_MINUTE))}


def find_documents(content_ids: Iterable[Any], given: Given, locale: str) -> list[Document]:
    """Those that are live, each in the locale or else in the default one."""
    found = (given.find(content_id, locale) for content_id in content_ids)
    return [document for document in found if document]
