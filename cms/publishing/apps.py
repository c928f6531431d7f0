"""The application's label, and its signal handlers."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """`cms.publishing`."""

    name = "cms.publishing"
    label = "publishing"

    def ready(self) -> None:
        from . import signal_handlers, tasks

        signal_handlers.connect()
        tasks.connect()
