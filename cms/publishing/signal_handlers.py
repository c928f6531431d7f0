"""Wagtail's signals, each noted in the unit. The unit reads the row again: signals say that, never what."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, Revision
from wagtail.signals import page_published, post_page_move, published, unpublished

from cms.articles.models import ArticlePage, GuideArticle
from cms.library.models import Image
from cms.library.presets import make_presets

from .kinds import MODELS
from .unit import unit


def note(instance: Any, **kwargs: Any) -> None:
    """Note a thing that is published, or was; other models pass by."""
    if isinstance(instance, Page):
        _note_page(instance)
    elif hasattr(instance, "kind") and type(instance) in MODELS.values():
        with unit() as work:
            work.note_item(instance)


def note_saved_image(instance: Image, **kwargs: Any) -> None:
    """An image has no draft. Its presets are made here, before the ledger is locked."""
    make_presets(instance)
    note(instance)


def note_scheduled(instance: Revision, created: bool = False, **kwargs: Any) -> None:
    """A change that is scheduled, or is no more, says how long what is published now may be kept."""
    touched = kwargs.get("update_fields") or ()
    if instance.approved_go_live_at or "approved_go_live_at" in touched:
        note(instance.content_object)


def remember_guides(instance: ArticlePage, **kwargs: Any) -> None:
    """Before an article is deleted, and its places in guides with it."""
    places = GuideArticle.objects.filter(article=instance).values("page")
    instance.left_guides = list(Page.objects.filter(pk__in=places).select_related("locale"))


def note_left_guides(instance: ArticlePage, **kwargs: Any) -> None:
    """A guide may have told that the article was left out, whatever that was before."""
    for guide in instance.left_guides:
        _note_page(guide)


def _note_page(page: Page) -> None:
    """A page by its key alone: some signals bring it as Wagtail's base model."""
    with unit() as work:
        work.note(page.translation_key, page.locale.language_code)


def connect() -> None:
    """Connect without a sender: proxies and subclasses send too."""
    for signal in (published, page_published, unpublished, post_page_move):
        signal.connect(note, dispatch_uid="cms.publishing.note")
    for model in MODELS.values():
        post_delete.connect(note, sender=model, dispatch_uid="cms.publishing.note_deleted")
    pre_delete.connect(remember_guides, sender=ArticlePage, dispatch_uid="cms.publishing.remember_guides")
    post_delete.connect(note_left_guides, sender=ArticlePage, dispatch_uid="cms.publishing.note_left_guides")
    post_save.connect(note_scheduled, sender=Revision, dispatch_uid="cms.publishing.note_scheduled")
    post_save.connect(note_saved_image, sender=Image, dispatch_uid="cms.publishing.note_saved_image")
