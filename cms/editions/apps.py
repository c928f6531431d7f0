"""The application's label."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """`cms.editions`."""

    name = "cms.editions"
    label = "editions"
