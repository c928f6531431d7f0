"""The application's label."""

from django.apps import AppConfig


class MovingConfig(AppConfig):
    """`cms.moving`: a whole hub goes to another database."""

    name = "cms.moving"
    label = "moving"
