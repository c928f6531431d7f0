"""What publishing keeps beside the ledger."""

from typing import Self

from django.db import models


class Review(models.Model):
    """The words that a review saw. The words of today are compared with them."""

    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    reviewed_by = models.UUIDField()
    reviewed_on = models.DateField()
    reviewed_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_id", "locale"], name="one_review")]

    def __str__(self) -> str:
        return f"review of {self.content_id} {self.locale} on {self.reviewed_on}"


class PendingQuerySet(models.QuerySet["PendingRecompile"]):
    """The words that draining is made of."""

    def next_first(self) -> Self:
        return self.order_by("-urgent", "rank", "pk")


class PendingRecompile(models.Model):
    """A thing to compile again because a part of it changed.

    Written in the transaction that published the part, deleted in the one that compiles the thing: whatever
    dies in between, the row is there.
    """

    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField()
    urgent = models.BooleanField(default=False)
    because = models.JSONField()

    objects = PendingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_id", "locale"], name="one_pending")]
        indexes = [models.Index(fields=["-urgent", "rank", "id"], name="draining_order")]

    def __str__(self) -> str:
        return f"{self.content_id} {self.locale}"
