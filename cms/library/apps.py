"""The application's label."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """`cms.library`."""

    name = "cms.library"
    label = "library"
