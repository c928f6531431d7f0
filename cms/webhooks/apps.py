"""The application's label."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """`cms.webhooks`."""

    name = "cms.webhooks"
    label = "webhooks"
