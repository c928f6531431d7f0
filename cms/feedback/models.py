"""What readers' programs asked for and the hub did not have."""

from typing import Self

from django.db import models

from cms.codes import find_system

CODE_LENGTH = 40
DISPLAY_LENGTH = 200


class UnmatchedCodeQuerySet(models.QuerySet["UnmatchedCode"]):
    """The words that the desk uses."""

    def open(self) -> Self:
        return self.filter(dismissed_on=None)

    def dismissed(self) -> Self:
        return self.filter(dismissed_on__isnull=False)

    def most_asked(self) -> Self:
        """Days count first: one loud program in one hour says less than somebody every day."""
        return self.order_by("-days", "-times", "system", "code", "locale")


class UnmatchedCode(models.Model):
    """A clinical code that no article has, and how often it was asked for. Nothing is kept of who asked."""

    system = models.CharField(max_length=100)
    code = models.CharField(max_length=CODE_LENGTH)
    locale = models.CharField("language", max_length=12)
    display = models.CharField("name", max_length=DISPLAY_LENGTH, blank=True)
    times = models.PositiveBigIntegerField("times asked", default=1)
    days = models.PositiveIntegerField("on days", default=1)
    first_asked_on = models.DateField("first asked")
    last_asked_on = models.DateField("last asked")
    dismissed_on = models.DateField("dismissed", null=True, blank=True)

    objects = UnmatchedCodeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "code", "locale"], name="one_unmatched")]

    def __str__(self) -> str:
        return f"{self.system_name} {self.code}"

    @property
    def system_name(self) -> str:
        """As people know it."""
        system = find_system(self.system)
        return system.name if system else self.system
