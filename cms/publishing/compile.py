"""Live items in, their publications out."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from cms.articles.compile import compile_article
from cms.articles.compile_guide import compile_guide
from cms.editions.models import Kind
from cms.editions.publication import Publication
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

from .kinds import PAGES, path_of
from .lookups import addresses
from .models import Review
from .naming import Named
from .refusals import require_medical_disclaimer, require_words
from .resolve import Resolved, resolve, resolve_many

BY_THE_EDITOR = ({"reason": "self"}, {"reason": "schedule"})
"""An article may lose its last block with a part that is taken back, but is not published without one."""
_COMPILERS = {
    Kind.ARTICLE: compile_article,
    Kind.GUIDE: compile_guide,
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


def resolve_items(items: Sequence[Any]) -> list[Resolved | None]:
    """What each is compiled with; none for images and clinics, which hold nothing else."""
    named = [Named(item) for item in items if item.kind not in (Kind.IMAGE, Kind.SITE)]
    found = dict(zip((each.item for each in named), resolve_many(named), strict=True)) if named else {}
    return [found.get(item) for item in items]


def prepare_publication(item: Any, resolved: Resolved | None, because: Document) -> Publication:
    """A live item's publication. Raises `PublishRefused` when it may not be published as it is."""
    content = compile_item(item, resolved)
    if item.kind in PAGES:
        require_medical_disclaimer(content)
    if item.kind in PAGES and because in BY_THE_EDITOR:
        require_words(content)
    return Publication(
        content=content,
        path=path_of(item),
        included=resolved.included if resolved else (),
        because=because,
        fresh_until=resolved.fresh_until if resolved else None,
    )


def record_review(item: Any, resolved: Resolved | None, content: Document) -> None:
    """Keep the words that a new review saw."""
    if resolved is None or resolved.given.reviewed_digest or not getattr(item, "reviewed_by", None):
        return
    seen = {"reviewed_by": item.reviewed_by.content_id, "reviewed_on": item.reviewed_on}
    Review.objects.update_or_create(
        content_id=content["content_id"],
        locale=content["locale"],
        defaults={**seen, "reviewed_digest": words_digest(content)},
    )
