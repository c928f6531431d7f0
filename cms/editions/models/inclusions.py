"""What editions include."""

from typing import Self

from django.db import models

from .ledger import Edition, Thing
from .words import SIDEWAYS, Role


class InclusionQuerySet(models.QuerySet["Inclusion"]):
    """The words that questions about use are made of."""

    def current(self) -> Self:
        """Those of the editions that are their things' current ones."""
        return self.filter(current=True)

    def held(self) -> Self:
        """Those that the edition shows in full, not those that it only points to."""
        return self.exclude(role__in=SIDEWAYS)

    def of(self, thing: Thing) -> Self:
        """Those in which this thing is included or wanted."""
        return self.filter(content_id=thing.content_id, locale=thing.locale)


class Inclusion(models.Model):
    """That an edition includes another thing, or wants it (no number), and in which role.

    `current` says that the edition is its thing's current one: most questions are about those, and the index
    of where things are used holds no others.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="inclusions", db_index=False)
    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    number = models.PositiveIntegerField(null=True)
    role = models.CharField(max_length=12, choices=Role.choices)
    current = models.BooleanField(default=True)

    objects = InclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "content_id", "locale", "role"], name="one_inclusion")
        ]
        indexes = [
            models.Index(
                fields=["content_id", "locale", "role"], condition=models.Q(current=True), name="used_now"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.content_id} {self.locale}"
