"""Who is told when something changes, and how far each has been told."""

import base64
import secrets
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.editions.models import Kind
from cms.partners.models import Partner

SECRET_BYTES = 32


def new_secret() -> str:
    """A key as Standard Webhooks writes them."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"


def languages() -> list[tuple[str, str]]:
    """Those of the settings, which no migration should hold."""
    return [("", "Every language"), *settings.LANGUAGES]


def validate_address(url: str) -> None:
    """Over HTTPS, and without a password in it; a developer's own machine is asked over HTTP too."""
    parts = urlsplit(url)
    may_be_plain = settings.WEBHOOKS_TO_LOOPBACK and parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme != "https" and not may_be_plain:
        raise ValidationError("Use an https:// address, so that nobody on the way changes what is sent.")
    if parts.username or parts.password:
        raise ValidationError("Leave out name and password: the receiver checks the signature.")


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """The words that sending is made of."""

    def due(self, at: datetime) -> Self:
        """Those that may be tried, whether or not there is anything to tell them."""
        whose = Q(partner=None) | Q(partner__is_active=True)
        due = self.filter(whose, is_active=True, try_at__lte=at)
        return due.select_related("partner").order_by("try_at", "pk")


class Webhook(models.Model):
    """An address that is brought the changes feed, page by page, and its cursor there.

    Nothing waits in a queue: what a receiver has not taken yet is whatever stands after its cursor. A
    partner's webhook brings what that partner may read.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    partner = models.ForeignKey(
        Partner,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="webhooks",
        help_text="Whose it is: it is told what this partner may read. Leave empty to tell what is public.",
    )
    url = models.URLField(
        "address",
        max_length=500,
        validators=[validate_address],
        help_text="Where each page of changes is sent, by POST, over HTTPS.",
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


class Delivery(models.Model):
    """One attempt to bring a page of changes, and what came of it. `cursor` is where the page began."""

    public_id = models.UUIDField(default=uuid4, unique=True)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=40)
    changes = models.PositiveIntegerField()
    cursor = models.CharField(max_length=40)
    sent_at = models.DateTimeField()
    taken = models.BooleanField()
    answer = models.CharField(max_length=200)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.message}: {self.answer}"
