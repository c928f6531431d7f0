"""Who is told when something changes, and how far each has been told."""

import base64
import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.editions.models import Kind

SECRET_BYTES = 32


def new_secret() -> str:
    """A key as Standard Webhooks writes them."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"


def languages() -> list[tuple[str, str]]:
    """Those of the settings, which no migration should hold."""
    return [("", "Every language"), *settings.LANGUAGES]


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """The words that sending is made of."""

    def due(self, at: datetime) -> Self:
        """Those that may be tried, whether or not there is anything to tell them."""
        return self.filter(is_active=True, try_at__lte=at).order_by("try_at", "pk")


class Webhook(models.Model):
    """An address that is brought the changes feed, page by page, and its cursor there.

    There are no deliveries to keep: what a receiver has not taken yet is whatever stands after its cursor.
    """

    url = models.URLField(
        "address", max_length=500, help_text="Where each page of changes is sent, by POST, over HTTPS."
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="Whose it is and whom to write to when it fails."
    )
    kind = models.CharField(
        max_length=12, choices=[("", "Every kind"), *Kind.choices], blank=True, default=""
    )
    locale = models.CharField(
        "language",
        max_length=12,
        choices=languages,
        blank=True,
        default="",
    )
    is_active = models.BooleanField(
        "active", default=True, help_text="Nothing is lost meanwhile: it is told later what it missed."
    )
    secret = models.CharField(max_length=80, default=new_secret, editable=False)
    cursor = models.CharField(max_length=40, blank=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    answer = models.CharField("last answer", max_length=200, blank=True, editable=False)
    tried_at = models.DateTimeField(null=True, editable=False)
    try_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WebhookQuerySet.as_manager()

    def __str__(self) -> str:
        return self.url

    @property
    def state(self) -> str:
        """How it stands, in a word or two."""
        if not self.is_active:
            return "off"
        if not self.tried_at:
            return "new"
        return f"failing, {self.failures} in a row" if self.failures else "working"
