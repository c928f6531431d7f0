"""Where a language's articles and guides stand in the page tree."""

from django.http import HttpRequest
from wagtail.models import Page

from .. import panels


class ArticleIndexPage(Page):
    """The place in the page tree where a language's articles and guides stand."""

    subpage_types = ["articles.ArticlePage", "articles.GuidePage"]
    parent_page_types = ["wagtailcore.Page"]
    private_page_options: list[str] = []
    preview_modes: list[tuple[str, str]] = []
    edit_handler = panels.INDEX

    class Meta:
        verbose_name = "article folder"

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        """It is a folder: readers never see it."""
