"""What articles reuse: benefits, disclaimers, topics, persons, images and the clinic itself."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index
from wagtail.utils.file import hash_filelike

from .bases import LibraryModel, ReviewedModel, SluggedModel

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


def _unique_slug(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["locale", "slug"], name=f"one_{name}_slug")


class Person(SluggedModel, LibraryModel):
    """An author or a reviewer."""

    kind = "person"
    name = models.CharField(max_length=200)
    credentials = models.CharField(max_length=100, blank=True, help_text="For example: PT, DPT.")
    role = models.CharField(max_length=200, blank=True, help_text="What this person does at the clinic.")
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(LibraryModel.Meta):
        verbose_name_plural = "people"
        constraints = [_unique_slug("person")]

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name


class Topic(SluggedModel, LibraryModel):
    """The subject that articles are filed under."""

    kind = "topic"
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=300, blank=True, help_text="One or two sentences for lists.")
    body = RichTextField(
        blank=True,
        features=["h2", "h3", *TEXT_FEATURES],
        help_text="What readers see above the topic's articles.",
    )
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(LibraryModel.Meta):
        constraints = [_unique_slug("topic")]

    def __str__(self) -> str:
        return str(self.name)


class Benefit(SluggedModel, ReviewedModel, LibraryModel):
    """Something that a treatment does for a patient, told once and used in many articles."""

    kind = "benefit"
    title = models.CharField(max_length=200)
    body = RichTextField(
        features=TEXT_FEATURES, help_text="What readers see under the title, in every article."
    )
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("body"),
        index.FilterField("locale"),
    ]

    class Meta(LibraryModel.Meta):
        constraints = [_unique_slug("benefit")]
        permissions = [("review_benefit", "Can record a clinical review of a benefit")]

    def __str__(self) -> str:
        return str(self.title)


class Purpose(models.TextChoices):
    """What a disclaimer is for."""

    MEDICAL = "medical", "Medical"
    EMERGENCY = "emergency", "Emergency"
    LEGAL = "legal", "Legal"


class Disclaimer(ReviewedModel, LibraryModel):
    """Words that protect the reader. They are part of every form in which an article is shown."""

    kind = "disclaimer"
    title = models.CharField(max_length=200)
    purpose = models.CharField(
        max_length=12,
        choices=Purpose.choices,
        default=Purpose.MEDICAL,
        help_text="An article is published only with at least one medical disclaimer.",
    )
    body = RichTextField(features=TEXT_FEATURES)
    on_every_article = models.BooleanField(
        default=False,
        help_text="Show it on every article. Otherwise on the topics below and where it is chosen.",
    )
    topics = ParentalManyToManyField(
        Topic, blank=True, related_name="disclaimers", help_text="Show it on every article of these topics."
    )
    urgent = models.BooleanField(
        default=False, help_text="Bring its changes to all articles before any other change that waits."
    )
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("body"),
        index.FilterField("locale"),
    ]

    def clean(self) -> None:
        """What protects readers ends when somebody decides so, and names what takes its place."""
        super().clean()
        if self.expire_at:
            raise ValidationError(
                {"expire_at": "A disclaimer does not expire. Withdraw it, and name another."}
            )

    class Meta(LibraryModel.Meta):
        permissions = [("review_disclaimer", "Can record a clinical review of a disclaimer")]

    def __str__(self) -> str:
        return str(self.title)


class SiteProfile(LibraryModel):
    """The clinic itself, in one language: what stands on every page and in every document."""

    kind = "site"
    name = models.CharField(max_length=200, help_text="The clinic's name, as readers know it.")
    tagline = models.CharField(max_length=200, blank=True)
    attribution = models.CharField(
        max_length=300, help_text="Stands at the end of every article, wherever it is shown."
    )
    phone = models.CharField(max_length=40, blank=True, help_text="Also shown where an article says to call.")
    email = models.EmailField(blank=True)
    contact_url = models.URLField(blank=True, help_text="The clinic's contact page.")
    address = models.TextField(blank=True)
    emergency = models.CharField(max_length=300, blank=True, help_text="What to do in an emergency.")
    crisis = models.CharField(max_length=300, blank=True, help_text="Where to find help in a mental crisis.")

    class Meta(LibraryModel.Meta):
        verbose_name = "clinic profile"
        constraints = [models.UniqueConstraint(fields=["locale"], name="one_site_profile")]

    def __str__(self) -> str:
        return str(self.name)


class Image(AbstractImage):
    """A picture, named by its content on disk, with words for those who cannot see it."""

    kind = "image"
    content_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    alt = models.CharField(
        max_length=300, blank=True, help_text="What the picture shows, in one sentence, for screen readers."
    )
    credit = models.CharField(max_length=200, blank=True, help_text="Who made it, and its licence.")
    tags = TaggableManager(blank=True, related_name="library_images", verbose_name="tags")
    admin_form_fields = (
        *(name for name in WagtailImage.admin_form_fields if name != "description"),
        "alt",
        "credit",
    )

    class Meta(AbstractImage.Meta):
        # Wagtail's own Image, unused but installed, has the default names.
        default_related_name = "library_images"

    @property
    def default_alt_text(self) -> str:
        return str(self.alt)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file has no presets yet: those of the file before it are not its own."""
        if self.pk and not Image.objects.filter(pk=self.pk, file=self.file.name).exists():
            self.renditions.all().delete()
        super().save(*args, **kwargs)

    def get_upload_to(self, filename: str) -> str:
        return _name_by_content(self.file, filename)


class Rendition(AbstractRendition):
    """A picture at one of the sizes that documents name."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]

    def get_upload_to(self, filename: str) -> str:
        return _name_by_content(self.file, filename)


def _name_by_content(file: Any, filename: str) -> str:
    extension = filename.rpartition(".")[2].lower()
    return f"images/{hash_filelike(file.file)}.{extension}"
