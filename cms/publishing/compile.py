"""Any live item in, its publication out."""

from typing import Any

from django.conf import settings

from cms.articles.compile import compile_article
from cms.editions.models import Kind, Thing
from cms.editions.services import Publication
from cms.library.compile import (
    compile_benefit,
    compile_disclaimer,
    compile_image,
    compile_person,
    compile_site,
    compile_topic,
)
from cms.library.given import Document
from cms.library.words import words_digest

from .kinds import path_of
from .models import Review
from .refusals import require_medical_disclaimer
from .resolve import Resolved, addresses, find_site, resolve

_COMPILERS = {
    Kind.ARTICLE: compile_article,
    Kind.BENEFIT: compile_benefit,
    Kind.DISCLAIMER: compile_disclaimer,
    Kind.TOPIC: compile_topic,
    Kind.PERSON: compile_person,
}


def compile_item(item: Any, resolved: Resolved | None = None) -> Document:
    """The content of a live item, or of a draft for its preview. Resolves it first, unless that was done."""
    if item.kind == Kind.IMAGE:
        return compile_image(item, settings.MEDIA_URL)
    if item.kind == Kind.SITE:
        return compile_site(item, addresses())
    return _COMPILERS[Kind(item.kind)](item, (resolved or resolve(item)).given)


def prepare_publication(item: Any, because: Document) -> Publication:
    """A live item's publication. Raises `PublishRefused` when it may not be published as it is."""
    resolved = resolve(item) if item.kind not in (Kind.IMAGE, Kind.SITE) else None
    content = compile_item(item, resolved)
    if item.kind == Kind.ARTICLE:
        require_medical_disclaimer(content)
    included = resolved.included if resolved else ()
    return Publication(content=content, path=path_of(item), included=included, because=because)


def record_review(item: Any, content: Document) -> None:
    """Keep the words that a new review saw."""
    if not getattr(item, "reviewed_by", None):
        return
    seen = {"reviewed_by": item.reviewed_by.content_id, "reviewed_on": item.reviewed_on}
    identity = {"content_id": content["content_id"], "locale": content["locale"]}
    if not Review.objects.filter(**identity, **seen).exists():
        Review.objects.update_or_create(
            **identity, defaults={**seen, "reviewed_digest": words_digest(content)}
        )


def prepare_notice(thing: Thing, because: Document) -> Publication:
    """What is left of a thing that was unpublished or deleted: all its paths are former ones now."""
    routes = thing.routes.order_by("pk")
    content = {
        "schema": "notice/1",
        "content_id": str(thing.content_id),
        "locale": thing.locale,
        "audience": thing.audience,
        "kind": thing.kind,
        "state": "gone",
        "title": None,
        "former_paths": list(routes.values_list("path", flat=True)),
        "contact": find_site(thing.locale).get("contact"),
        "reason": None,
        "notice": "",
        "severity": None,
        "withdrawn_at": None,
        "successor": None,
    }
    return Publication(content=content, path=thing.path, included=(), because=because)
