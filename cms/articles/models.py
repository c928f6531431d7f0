"""What an author writes and edits."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.module_loading import import_string
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.codes import CODE_SYSTEMS, find_system
from cms.library.bases import REVIEW_FIELDS, ReviewedModel
from cms.library.models import Disclaimer, Image, Person, Topic

from . import panels
from .blocks import BodyBlock
from .copying import ArticleCopyForm


class ArticleIndexPage(Page):
    """The place in the page tree where a language's articles stand."""

    subpage_types = ["articles.ArticlePage"]
    parent_page_types = ["wagtailcore.Page"]
    private_page_options: list[str] = []
    preview_modes: list[tuple[str, str]] = []
    edit_handler = panels.INDEX

    class Meta:
        verbose_name = "article folder"

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        """It is a folder: readers never see it."""


class ArticlePage(ReviewedModel, Page):
    """An article: what patients read, made of typed blocks and of library parts."""

    kind = "article"
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
        help_text=(
            "For screen readers, in this article's language. Leave empty to use the picture's own words."
        ),
    )
    comments_open = models.BooleanField(
        "comments are open", default=True, help_text="Readers may comment. Every comment waits for approval."
    )
    import_key = models.CharField(max_length=64, null=True, unique=True, editable=False)
    body = StreamField(BodyBlock(), help_text="The article, block by block.")

    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    exclude_fields_in_copy = ["import_key", *REVIEW_FIELDS]
    copy_form_class = ArticleCopyForm
    edit_handler = panels.ARTICLE
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = "article"
        permissions = [("review_articlepage", "Can record a clinical review of an article")]

    def clean(self) -> None:
        """Wagtail allows one slug under two parents; an article's address does not hold its parent."""
        super().clean()
        if self.slug and self.has_twin(self.slug):
            raise ValidationError({"slug": f"“{self.slug}” is taken in this language. Choose another."})

    def has_twin(self, slug: str) -> bool:
        twins = ArticlePage.objects.filter(slug=slug, locale_id=self.locale_id)
        return bool(twins.exclude(pk=self.pk).exists())

    @property
    def content_id(self) -> UUID:
        return self.translation_key

    @property
    def public_path(self) -> str:
        """Its path in documents. (`path` is the page tree's.)"""
        return f"articles/{self.slug}"

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str]:
        """Where readers find it: on the site, which another program serves."""
        prefix = (
            "" if self.locale.language_code == settings.LANGUAGE_CODE else f"/{self.locale.language_code}"
        )
        return (0, settings.SITE_URL, f"{prefix}/{self.public_path}/")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.full_url)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        response: HttpResponse = import_string(settings.PUBLISHING_PREVIEW)(self, request)
        return response


class ArticleTopic(Orderable):
    """A topic that an article is filed under."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")


class ArticleAuthor(Orderable):
    """Who wrote an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")


class ArticleDisclaimer(Orderable):
    """A disclaimer chosen for this article, beside those that belong on it anyway."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="disclaimers")
    disclaimer = models.ForeignKey(Disclaimer, on_delete=models.PROTECT, related_name="+")


class RelatedArticle(Orderable):
    """An article to read next."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")


class ArticleCode(Orderable):
    """A clinical code that an article is about."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(
        "code system",
        max_length=100,
        choices=[(system.uri, system.name) for system in CODE_SYSTEMS],
        default=CODE_SYSTEMS[0].uri,
    )
    code = models.CharField(max_length=40)
    display = models.CharField("name", max_length=200, help_text="The code's official name.")

    def clean(self) -> None:
        """A mistyped code would be found by nobody, so it must at least look like one of its system's."""
        super().clean()
        system = find_system(self.system or "")
        if system and self.code:
            spelled = system.spell(self.code)
            if spelled is None:
                raise ValidationError(
                    {"code": f"This is no {system.name} code. One looks like {system.example}."}
                )
            self.code = spelled
