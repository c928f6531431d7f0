"""Where a part is used, in words that readers see and in drafts.

Wagtail's own index of references lags behind, updated by a background task; before a part is deleted, the
words themselves are asked.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Model, ProtectedError, Q
from wagtail.models import Revision

from cms.library.models import Benefit, Disclaimer

from .models import ArticlePage, GuidePage

PAGES = (ArticlePage, GuidePage)
# By kind: the keys that hold a part in the JSON of bodies and revisions, and the rows that point at it.
KEYS = {
    "benefit": ("benefit",),
    "disclaimer": ("disclaimer",),
    "image": ("image", "hero_image"),
    "person": ("person", "reviewed_by"),
    "topic": ("topic", "topics"),
}
ROWS: dict[str, tuple[tuple[type[Model], str], ...]] = {
    "disclaimer": tuple((page, "disclaimers__disclaimer") for page in PAGES),
    "image": tuple((page, "hero_image") for page in PAGES),
    "person": (
        (ArticlePage, "authors__person"),
        *((reviewed, "reviewed_by") for reviewed in (*PAGES, Benefit, Disclaimer)),
    ),
    "topic": (*((page, "topics__topic") for page in PAGES), (Disclaimer, "topics")),
}


def find_users(part: Any) -> list[Model]:
    """The articles and parts that would lose something with this part, by title."""
    users = {*_in_rows(part), *_in_bodies(part), *_in_drafts(part)}
    return sorted(users - {part}, key=str)


def refuse_deletion(part: Any) -> None:
    """Raise `ProtectedError` while the part is used: stream fields would silently keep a hole."""
    if users := find_users(part):
        raise ProtectedError(describe_users(part, users), set(users))


def describe_users(part: Any, users: list[Model]) -> str:
    names = ", ".join(f"“{user}”" for user in users[:5])
    more = f" and {len(users) - 5} more" if len(users) > 5 else ""
    return f"“{part}” is used in {names}{more}. Take it out there first, drafts included; then delete it."


def describe_scope(part: Any) -> str:
    """Where a live disclaimer stands without having been chosen there."""
    if not isinstance(part, Disclaimer) or not part.live:
        return ""
    if part.on_every_article:
        return "every article"
    topics = ", ".join(f"“{topic}”" for topic in part.topics.all())
    return topics and f"every article about {topics}"


def _in_rows(part: Any) -> Iterator[Model]:
    for model, lookup in ROWS.get(part.kind, ()):
        yield from model._default_manager.filter(**{lookup: part.pk})


def _in_bodies(part: Any) -> Iterator[Model]:
    bodies = ArticlePage.objects.values_list("pk", "body").iterator()
    holders = [pk for pk, body in bodies if _holds(list(body.raw_data), part)]
    yield from ArticlePage.objects.filter(pk__in=holders)


def _in_drafts(part: Any) -> Iterator[Model]:
    """The newest draft of everything, and what waits for its day to go live."""
    newest = Q(approved_go_live_at__isnull=False)
    for model in (*PAGES, Benefit, Disclaimer):
        newest |= Q(pk__in=model._default_manager.exclude(latest_revision=None).values("latest_revision"))
    for revision in Revision.objects.filter(newest).iterator():
        if _holds(_expand(revision.content), part):
            yield revision.content_type.get_object_for_this_type(pk=revision.object_id)


def _expand(content: dict[str, Any]) -> dict[str, Any]:
    """A revision with its body, which is JSON in JSON, laid open."""
    return content | {"body": json.loads(content["body"])} if "import_key" in content else content


def _holds(value: Any, part: Any) -> bool:
    if isinstance(value, list):
        return any(_holds(each, part) for each in value)
    if not isinstance(value, dict):
        return False
    held = (value[key] for key in KEYS.get(part.kind, ()) if key in value)
    return any(part.pk in (each if isinstance(each, list) else [each]) for each in held) or any(
        _holds(each, part) for each in value.values()
    )
