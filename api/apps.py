"""The application's label."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """`api`."""

    name = "api"
    label = "api"
