"""An article: what patients read."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from cms.codes import CODE_SYSTEMS, find_system
from cms.library.bases import REVIEW_FIELDS
from cms.library.models import Disclaimer, Person, Topic

from .. import panels
from ..blocks import BodyBlock
from .pages import Audience, PublicPage


class ArticlePage(PublicPage):
    """An article: what patients read, made of typed blocks and of library parts."""

    kind = "article"
    collection = "articles"
    comments_open = models.BooleanField(
        "comments are open", default=True, help_text="Readers may comment. Every comment waits for approval."
    )
    audience = models.CharField(
        max_length=12,
        choices=[(Audience.PUBLIC, "Everybody"), (Audience.PARTNERS, "Partners only")],
        default=Audience.PUBLIC,
        help_text="What is for partners only is read by their keys, and is neither on the site nor embedded.",
    )
    import_key = models.CharField(max_length=64, null=True, unique=True, editable=False)
    body = StreamField(BodyBlock(), help_text="The article, block by block.")

    exclude_fields_in_copy = ["import_key", *REVIEW_FIELDS]
    edit_handler = panels.ARTICLE
    search_fields = [*PublicPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "article"
        permissions = [("review_articlepage", "Can record a clinical review of an article")]


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
