"""The application's label."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """`cms.articles`."""

    name = "cms.articles"
    label = "articles"
