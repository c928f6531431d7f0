"""The application's label."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """`cms.partners`."""

    name = "cms.partners"
    label = "partners"
