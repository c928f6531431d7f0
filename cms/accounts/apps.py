"""The application's label."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """`cms.accounts`."""

    name = "cms.accounts"
    label = "accounts"
