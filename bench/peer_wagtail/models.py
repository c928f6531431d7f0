"""Articles whose benefits and disclaimers are snippets, shown in full by the API."""

from typing import Any

from django.db import models
from wagtail.api import APIField
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.models import register_snippet


@register_snippet
class PeerBenefit(models.Model):
    """What a benefit says."""

    title = models.CharField(max_length=255)
    body = RichTextField()

    def __str__(self) -> str:
        return self.title


@register_snippet
class PeerDisclaimer(models.Model):
    """What a disclaimer says."""

    title = models.CharField(max_length=255)
    body = RichTextField()

    def __str__(self) -> str:
        return self.title


class ExpandedChooserBlock(SnippetChooserBlock):
    """The whole snippet instead of its primary key: what every project writes first."""

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        return value and {"id": value.pk, "title": value.title, "body": value.body}


class PeerArticle(Page):
    """An article."""

    summary = models.TextField()
    body = StreamField(
        [
            ("text", RichTextBlock()),
            ("benefits", ListBlock(ExpandedChooserBlock(PeerBenefit))),
            ("disclaimer", ExpandedChooserBlock(PeerDisclaimer)),
            ("steps", ListBlock(StructBlock([("title", CharBlock()), ("text", RichTextBlock())]))),
        ]
    )
    api_fields = (APIField("summary"), APIField("body"))
    search_fields = (*Page.search_fields, index.SearchField("summary"), index.SearchField("body"))
