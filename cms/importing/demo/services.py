"""Loading the demo content into an empty hub, in one unit of publishing, or not at all."""

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import Locale

from cms.articles.models import ArticlePage
from cms.library.models import Benefit, Disclaimer, Person, Topic

from .articles import make_articles, publish_articles
from .content import LANGUAGES
from .guides import publish_guides
from .library import make_library, write_topics
from .pictures import make_pictures


def is_empty() -> bool:
    """True while nobody has written anything."""
    return not any(model.objects.exists() for model in (ArticlePage, Topic, Person, Benefit, Disclaimer))


def load_demo() -> list[ArticlePage]:
    """All languages' articles with all that they share, published as an editor would."""
    with import_string(settings.PUBLISHING_UNIT)():
        pictures = make_pictures()
        libraries = [make_library(_locale(lang)) for lang in LANGUAGES]
        loaded: list[ArticlePage] = []
        for library in libraries:
            pages = make_articles(library, pictures)
            write_topics(library, pages={key: page.pk for key, page in pages.items()})
            library.publish()
            publish_articles(pages)
            publish_guides(library, pages, pictures)
            loaded += pages.values()
    return loaded


def _locale(lang: str) -> Locale:
    return Locale.objects.get_or_create(language_code=lang)[0]
