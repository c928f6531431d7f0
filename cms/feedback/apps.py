"""The application's label."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """`cms.feedback`."""

    name = "cms.feedback"
    label = "feedback"
