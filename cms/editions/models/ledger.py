"""What was published, in order, and what each thing is now."""

from typing import Self

from django.db import models

from .words import Audience, Kind, State


class Ledger(models.Model):
    """The one row that every publication locks, so that the order of sequences is the order of commits."""

    sequence = models.PositiveBigIntegerField(default=0)
    chain = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"ledger at {self.sequence}"


class SigningKey(models.Model):
    """The public half of a key that editions are signed with; a retired one stands for nothing any more."""

    kid = models.CharField(primary_key=True, max_length=43)
    x = models.CharField(max_length=43)
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key {self.kid}"


class ThingQuerySet(models.QuerySet["Thing"]):
    """The words that reads are made of."""

    def public(self) -> Self:
        return self.filter(audience=Audience.PUBLIC)

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)


class Thing(models.Model):
    """What a published thing is now: one row for each (`content_id`, `locale`), tombstones included.

    `was_public` says that any of its editions was for everybody, who are then told what becomes of it.
    """

    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    path = models.CharField(max_length=255, null=True)
    current = models.OneToOneField("Edition", null=True, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField(null=True, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PUBLISHED)
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.PUBLIC)
    was_public = models.BooleanField(default=False)
    title = models.CharField(max_length=255, default="")
    url = models.URLField(max_length=500, null=True)
    former_paths = models.JSONField(default=list)
    review_state = models.CharField(max_length=12, default="none")
    reviewed_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    fresh_until = models.DateTimeField(null=True)
    cache_tags = models.TextField(default="")

    objects = ThingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_id", "locale"], name="one_thing")]
        indexes = [
            models.Index(fields=["kind", "locale", "state", "-published_at", "-id"], name="listing_order"),
            models.Index(fields=["kind", "locale", "state", "updated_at", "id"], name="update_order"),
            models.Index(fields=["kind", "locale", "state", "title", "id"], name="title_order"),
            models.Index(fields=["kind", "sequence"], name="feed_of_a_kind"),
            models.Index(fields=["locale", "sequence"], name="feed_of_a_locale"),
            models.Index(fields=["fresh_until"], name="going_stale"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.content_id} {self.locale}"


class Edition(models.Model):
    """One immutable publication of one thing: its document, its listing, and its place in the ledger.

    When it is redacted, its words are destroyed; everything else stays what it was.
    """

    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveIntegerField()
    sequence = models.PositiveBigIntegerField(unique=True)
    state = models.CharField(max_length=12, choices=State.choices)
    audience = models.CharField(max_length=12, choices=Audience.choices)
    document = models.BinaryField()
    listing = models.BinaryField()
    content_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    because = models.JSONField()
    key = models.ForeignKey(SigningKey, null=True, on_delete=models.PROTECT, db_index=False)
    signature = models.CharField(max_length=86, default="")
    created_at = models.DateTimeField()
    redacted_at = models.DateTimeField(null=True)
    # Set when it is stored: whether those who only point to its thing show something else now.
    shows_differently = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "number"], name="one_number")]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.thing}"
