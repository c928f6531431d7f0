"""The application's label."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """`cms.publishing`."""

    name = "cms.publishing"
    label = "publishing"
