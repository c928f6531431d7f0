"""What articles and guides have in common: a summary, a picture, a review, and an address on the site."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.module_loading import import_string
from wagtail.models import Page
from wagtail.search import index

from cms.library.bases import ReviewedModel
from cms.library.models import Image

from ..copying import PageCopyForm


class Audience(models.TextChoices):
    """Who reads a page."""

    PUBLIC = "public"
    PARTNERS = "partners"


class PublicPage(ReviewedModel, Page):
    """A page that readers see. `collection` is the first part of its path."""

    kind: str
    collection: str
    audience: str = Audience.PUBLIC

    summary = models.TextField(
        max_length=300, help_text="One or two plain sentences. They stand in lists and in search results."
    )
    hero_image = models.ForeignKey(
        Image, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="picture"
    )
    hero_alt = models.CharField(
        "what the picture shows",
        max_length=300,
        blank=True,
        help_text="For screen readers, in this page's language. Leave empty to use the picture's own words.",
    )

    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    copy_form_class = PageCopyForm
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Wagtail allows one slug under two parents; a public address does not hold the parent."""
        super().clean()
        if self.slug and self.has_twin(self.slug):
            raise ValidationError({"slug": f"“{self.slug}” is taken in this language. Choose another."})

    def has_twin(self, slug: str) -> bool:
        twins = type(self)._default_manager.filter(slug=slug, locale_id=self.locale_id)
        return bool(twins.exclude(pk=self.pk).exists())

    @property
    def content_id(self) -> UUID:
        return self.translation_key

    @property
    def public_path(self) -> str:
        """Its path in documents. (`path` is the page tree's.)"""
        return f"{self.collection}/{self.slug}"

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Where readers find it: on the site, which another program serves, and which has what is public."""
        if not self.is_public:
            return None
        prefix = (
            "" if self.locale.language_code == settings.LANGUAGE_CODE else f"/{self.locale.language_code}"
        )
        return (0, settings.SITE_URL, f"{prefix}/{self.public_path}/")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_public:
            raise Http404
        return HttpResponseRedirect(self.full_url)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        response: HttpResponse = import_string(settings.PUBLISHING_PREVIEW)(self, request)
        return response
