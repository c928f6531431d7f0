"""What readers wrote under an article. It shows to nobody until a moderator approves it."""

from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models

NAME_LENGTH = 80
TEXT_LENGTH = 4000


class State(models.TextChoices):
    """Where a comment is on its way to other readers."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


class CommentQuerySet(models.QuerySet["Comment"]):
    """The words that the desk and the API use."""

    def pending(self) -> Self:
        return self.filter(state=State.PENDING)

    def approved(self) -> Self:
        return self.filter(state=State.APPROVED)

    def rejected(self) -> Self:
        return self.filter(state=State.REJECTED)

    def under(self, content_id: UUID, locale: str) -> Self:
        """Those of one article in one language."""
        return self.filter(content_id=content_id, locale=locale)


class Comment(models.Model):
    """A reader's plain text, known outside by `public_id`. Only the name is kept of the reader."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    name = models.CharField(max_length=NAME_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["content_id", "locale", "state", "submitted_at", "id"], name="under_an_article"
            ),
            models.Index(fields=["state", "submitted_at"], name="what_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"
