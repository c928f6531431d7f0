"""Partners, their keys, and what the hub knows of how current they are."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Scope(models.TextChoices):
    """What a key may do."""

    READ = "read"
    WEBHOOKS = "webhooks"


class Partner(models.Model):
    """A practice that shows the clinic's articles.

    `generation` counts what its topics were before: a cursor of an older one starts again. `had_all` says
    that it once read every topic, so that it is told of everything that leaves its sight.
    """

    name = models.CharField(max_length=120, unique=True, help_text="As people know the practice.")
    site = models.URLField(
        "web site", max_length=500, blank=True, help_text="Where it shows the clinic's articles."
    )
    email = models.EmailField("e-mail", blank=True, help_text="Whom to write to about a recall.")
    is_active = models.BooleanField(
        "active", default=True, help_text="Otherwise its keys and webhooks stop at once. Nothing is lost."
    )
    generation = models.PositiveIntegerField(default=1, editable=False)
    had_all = models.BooleanField(default=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PartnerTopicQuerySet(models.QuerySet["PartnerTopic"]):
    """The words that a partner's sight is made of."""

    def standing(self) -> Self:
        return self.filter(removed_at=None)


class PartnerTopic(models.Model):
    """A topic that a partner reads, or once did. Without a standing one it reads all of them."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="topics")
    content_id = models.UUIDField()
    removed_at = models.DateTimeField(null=True)

    objects = PartnerTopicQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "content_id"], name="one_partner_topic")]

    def __str__(self) -> str:
        return f"topic {self.content_id} of {self.partner}"


class PartnerKeyQuerySet(models.QuerySet["PartnerKey"]):
    """Which keys open anything."""

    def valid(self, at: datetime) -> Self:
        unexpired = Q(expires_at=None) | Q(expires_at__gt=at)
        return self.filter(unexpired, revoked_at=None, partner__is_active=True)


class PartnerKey(models.Model):
    """A secret that a partner's programs read by. Only its digest is kept."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField()
    note = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    objects = PartnerKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"aftercare_{self.name}"

    @property
    def state(self) -> str:
        """How it stands, in a word."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at and self.expires_at <= timezone.now() else "valid"

    def allows(self, scope: str) -> bool:
        return scope in self.scopes


class PartnerRead(models.Model):
    """How often a partner's keys read an edition on one day. Nothing is kept of who asked, or from where."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="reads")
    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    edition = models.PositiveIntegerField()
    day = models.DateField()
    reads = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "content_id", "locale", "edition", "day"], name="one_count_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reads} reads of edition {self.edition} on {self.day}"


class Acknowledgement(models.Model):
    """A partner says that it acted on a notice: it shows the thing no longer."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="acknowledgements")
    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    edition = models.PositiveIntegerField()
    acknowledged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "content_id", "locale", "edition"], name="one_acknowledgement"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} acknowledged edition {self.edition}"
