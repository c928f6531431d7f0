"""The folder in the page tree where a language's articles stand."""

from django.conf import settings
from wagtail.models import Locale

from cms.articles.models import ArticleIndexPage


def find_folder(locale: Locale) -> ArticleIndexPage:
    """The language's folder; the first article of a language makes it."""
    folder = ArticleIndexPage.objects.filter(locale=locale).first()
    if folder is None:
        source = ArticleIndexPage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
        folder = source.copy_for_translation(locale)
        folder.save_revision().publish()
    return folder
