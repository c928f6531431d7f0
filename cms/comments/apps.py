"""The application's label."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """`cms.comments`."""

    name = "cms.comments"
    label = "comments"
