"""A guide: several articles in the order in which a patient should read them."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from cms.library.bases import REVIEW_FIELDS
from cms.library.models import Disclaimer, Topic

from .. import panels
from ..blocks import BODY_FEATURES
from .article import ArticlePage
from .pages import PublicPage


class GuidePage(PublicPage):
    """An ordered set of articles, with an introduction and disclaimers of its own."""

    kind = "guide"
    collection = "guides"
    introduction = RichTextField(
        blank=True, features=BODY_FEATURES, help_text="What readers see above the guide's articles."
    )

    exclude_fields_in_copy = REVIEW_FIELDS
    edit_handler = panels.GUIDE
    search_fields = [*PublicPage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = "guide"
        permissions = [("review_guidepage", "Can record a clinical review of a guide")]


class GuideArticle(Orderable):
    """An article of a guide, in its place."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="articles")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")


class GuideTopic(Orderable):
    """A topic that a guide is filed under."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")


class GuideDisclaimer(Orderable):
    """A disclaimer chosen for this guide, beside those that belong on it, or on its articles, anyway."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="disclaimers")
    disclaimer = models.ForeignKey(Disclaimer, on_delete=models.PROTECT, related_name="+")
