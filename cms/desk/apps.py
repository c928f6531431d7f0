"""The application's label."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """`cms.desk`."""

    name = "cms.desk"
    label = "desk"
