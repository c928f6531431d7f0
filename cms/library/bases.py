"""What the parts of articles have in common: their editing, their address, their review."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

REVIEW_FIELDS = ["reviewed_by", "reviewed_on", "next_review_on"]


class LibraryModel(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A part of articles, edited as a Wagtail snippet: drafts, revisions, workflow, locks, languages."""

    kind: str

    # A row is a draft until somebody publishes it; Wagtail's own default is the opposite.
    live = models.BooleanField(default=False, editable=False)

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @property
    def content_id(self) -> UUID:
        return self.translation_key

    def copy_for_translation(self, locale: Any, exclude_fields: list[str] | None = None) -> "LibraryModel":
        """A draft in another language: the source's words are not live before somebody has read them."""
        translation: LibraryModel = super().copy_for_translation(locale, exclude_fields=exclude_fields)
        translation.live = False
        return translation

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        response: HttpResponse = import_string(settings.PUBLISHING_PREVIEW)(self, request)
        return response


class SluggedModel(models.Model):
    """A thing with an address of its own."""

    slug = models.SlugField(
        max_length=100, help_text="The last part of its web address: lower-case letters, digits and hyphens."
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Say that a slug is taken beside its field; the form leaves the locale out, so Django does not."""
        super().clean()
        twins = type(self)._default_manager.filter(slug=self.slug, locale_id=self.locale_id)
        if self.slug and twins.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": f"“{self.slug}” is taken in this language. Choose another."})


class ReviewedModel(models.Model):
    """Words that a clinician checks, and checks again. Nobody has checked a translation yet."""

    exclude_fields_in_copy = REVIEW_FIELDS

    reviewed_by = models.ForeignKey(
        "library.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The clinician who checked these words.",
    )
    reviewed_on = models.DateField(null=True, blank=True, help_text="The day they were checked.")
    next_review_on = models.DateField(
        null=True, blank=True, help_text="The day by which they should be checked again."
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if bool(self.reviewed_by_id) != bool(self.reviewed_on):
            raise ValidationError(
                {"reviewed_on": "A review has both a reviewer and a day. Give both or neither."}
            )
        if self.reviewed_on and self.next_review_on and self.next_review_on <= self.reviewed_on:
            raise ValidationError({"next_review_on": "The next review comes after the last one."})
