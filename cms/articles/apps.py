"""The application's label, and its signal handlers."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """`cms.articles`."""

    name = "cms.articles"
    label = "articles"

    def ready(self) -> None:
        from .signal_handlers import connect

        connect()
