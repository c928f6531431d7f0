"""Why something is not published or taken back, in words for the editor."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import ProtectedError

from cms.articles.models import ArticlePage
from cms.editions.models import Route, Thing
from cms.editions.schemas import InvalidDocument, check_document
from cms.editions.services import RouteTaken
from cms.library.given import Document
from cms.library.models import Benefit, Purpose

from .models import Withdrawal

CHOSEN: dict[str, Any] = {"article": Benefit, "guide": ArticlePage}
"""What a page's chosen parts are."""
_OR = {"article": "", "guide": ", or for partners only"}
_ANY_STAMP = {"edition": 1, "published_at": "2000-01-01T00:00:00Z", "updated_at": "2000-01-01T00:00:00Z"}


class PublishRefused(Exception):
    """Nothing was changed. The message says what to do."""


class PublishFailed(PublishRefused):
    """A fault, not a rule, kept a request from publishing. Its cause is for the log."""


def require_complete(content: Document) -> None:
    """The document matches its schema. Wagtail's forms see to most of it, but not to text without words."""
    try:
        check_document({**content, **_ANY_STAMP})
    except InvalidDocument as error:
        raise PublishRefused(
            f"{_name_place(content, error.place)} is empty or not allowed. {error}"
        ) from error


def _name_place(content: Document, place: tuple[str | int, ...]) -> str:
    match place:
        case ("body", int(position), *_, field):
            return f"In block {position + 1} of the article ({content['body'][position]['type']}), “{field}”"
        case _:
            return f"“{place[0] if place else 'document'}”"


def require_medical_disclaimer(content: Document) -> None:
    """An article is never shown without its medical disclaimer, nor is a guide that shows articles."""
    if content["schema"] == "guide/1" and not content["articles"]:
        return
    if not any(each["purpose"] == Purpose.MEDICAL for each in content["disclaimers"]):
        raise PublishRefused(
            f"“{content['title']}” has no live medical disclaimer. "
            "Publish one that belongs on every article, or choose one for it, and publish again."
        )


def require_words(content: Document) -> None:
    """An article whose blocks are all empty says nothing, and a guide without articles leads nowhere."""
    if content["schema"] == "guide/1" and not content["articles"]:
        raise PublishRefused(
            f"“{content['title']}” leads nowhere: choose an article for it that is published."
        )
    if content["schema"] == "article/1" and not content["body"]:
        raise PublishRefused(f"“{content['title']}” has no words: its body has no block that is filled in.")


def require_chosen(content: Document) -> None:
    """Every chosen benefit or article is live in the page's language, or was taken back on purpose."""
    omitted = {each["content_id"] for each in content["omitted"]}
    standing = Withdrawal.objects.standing().filter(content_id__in=omitted, locale=content["locale"])
    omitted -= {str(content_id) for content_id in standing.values_list("content_id", flat=True)}
    if omitted:
        kind = content["schema"].partition("/")[0]
        chosen = CHOSEN[kind]._default_manager.filter(translation_key__in=omitted).order_by("title")
        titles = dict.fromkeys(f"“{each.title}”" for each in chosen)
        raise PublishRefused(
            f"Not published in this {kind}'s language{_OR[kind]}: {', '.join(titles)}. "
            f"Publish it there, or take it out of the {kind}."
        )


def require_free_path(path: str | None, locale: str, content_id: UUID) -> None:
    """No other thing has, or ever had, this path."""
    route = Route.objects.filter(locale=locale, path=path).select_related("thing").first()
    if route and route.thing.content_id != content_id:
        raise PublishRefused(str(RouteTaken(route)))


def require_default_profile(thing: Thing) -> None:
    """The clinic's profile in the default language stands in for every language that has none."""
    if thing.locale == settings.LANGUAGE_CODE:
        raise PublishRefused(f"“{thing.title}” stands on everything that is published. Change it instead.")


def explain_protection(error: ProtectedError) -> str:
    """Why something in use is not deleted, naming some of what uses it."""
    users = sorted({str(getattr(row, "page", row)) for row in error.protected_objects})
    names = ", ".join(f"“{name}”" for name in users[:3])
    return f"Not deleted: it is used by {names}{' and others' if users[3:] else ''}. Take it out there first."
