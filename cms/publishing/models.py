"""What publishing keeps beside the ledger."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


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


class Reason(models.TextChoices):
    """Why something was withdrawn, for programs; the notice tells readers."""

    OUTDATED = "outdated", "It is out of date"
    INCORRECT = "incorrect", "Something in it is wrong"
    REPLACED = "replaced", "Something else replaces it"
    MERGED = "merged", "It was merged into something else, where readers are sent"
    OVERDUE = "overdue", "It was not reviewed in time"
    OTHER = "other", "Another reason, which the notice tells"


class Severity(models.TextChoices):
    """What following recalled advice could do: as the classes III, II and I of a recall in 21 CFR 7.3(m)."""

    LOW = "low", "Low: harm is unlikely"
    MODERATE = "moderate", "Moderate: harm that passes, or serious harm that is unlikely"
    HIGH = "high", "High: serious harm is possible"


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    """The words that questions about withdrawals are made of."""

    def standing(self) -> Self:
        return self.filter(restored_at=None)


class Withdrawal(models.Model):
    """That a thing was taken back on purpose: why, what readers are told, and what they may read instead.

    Written before the thing is unpublished, and kept when it is deleted or restored. With a severity it is a
    recall. `revision` is what was live, for whoever restores it.
    """

    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    title = models.CharField(max_length=255)
    reason = models.CharField(max_length=12, choices=Reason.choices)
    notice = models.TextField(blank=True, max_length=500)
    severity = models.CharField(max_length=12, choices=Severity.choices, null=True)
    successor = models.UUIDField(null=True)
    successor_locale = models.CharField(max_length=12, default="")
    shown_in_articles = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField()
    restored_at = models.DateTimeField(null=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_id", "locale"], condition=Q(restored_at=None), name="one_standing_withdrawal"
            )
        ]

    def __str__(self) -> str:
        return f"{'recall' if self.severity else 'withdrawal'} of {self.title}"


class Cascade(models.Model):
    """One change whose dependents are compiled in the background, for whoever watches it happen."""

    content_id = models.UUIDField(null=True)
    locale = models.CharField(max_length=12, default="")
    title = models.CharField(max_length=255)
    urgent = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"cascade of {self.title}"

    @property
    def remaining(self) -> int:
        return self.pending.count()


class PendingQuerySet(models.QuerySet["PendingRecompile"]):
    """The words that draining is made of."""

    def unclaimed(self, now: Any) -> Self:
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lt=now))

    def next_first(self) -> Self:
        return self.order_by("-urgent", "rank", "pk")


class PendingRecompile(models.Model):
    """A thing to compile again because a part of it changed.

    Written in the transaction that published the part, deleted in the one that compiles the thing: whatever
    dies in between, the row is there. A worker claims rows for a while; when it dies, the claim lapses.
    """

    cascade = models.ForeignKey(Cascade, on_delete=models.CASCADE, related_name="pending")
    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField()
    urgent = models.BooleanField(default=False)
    because = models.JSONField()
    claimed_until = models.DateTimeField(null=True)

    objects = PendingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_id", "locale", "cascade"], name="one_pending_thing")
        ]
        indexes = [models.Index(fields=["-urgent", "rank", "id"], name="draining_order")]

    def __str__(self) -> str:
        return f"{self.content_id} {self.locale}"


class Act(models.TextChoices):
    """What time makes due."""

    GO_LIVE = "go-live", "Go live"
    EXPIRE = "expire", "Expire"
    OVERDUE = "overdue", "Review overdue"
    WITHDRAW = "withdraw", "Withdraw after the grace period"
    RECOMPILE = "recompile", "Follow a part that changed"


class MomentQuerySet(models.QuerySet["Moment"]):
    """The words that the schedule is read with."""

    def refused(self) -> Self:
        return self.filter(done_at=None).exclude(refusal="")


class Moment(models.Model):
    """A moment that came: what was due, when it was done, or why it could not be."""

    act = models.CharField(max_length=12, choices=Act.choices)
    content_id = models.UUIDField()
    locale = models.CharField(max_length=12)
    title = models.CharField(max_length=255)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    refusal = models.TextField(default="", blank=True)
    try_again_at = models.DateTimeField(null=True)

    objects = MomentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_id", "locale", "act", "due_at"], name="one_moment")
        ]
        indexes = [models.Index(fields=["-due_at"], name="latest_moments")]

    def __str__(self) -> str:
        return f"{self.act} of {self.title}"

    @property
    def delay(self) -> float | None:
        """Seconds from the moment to the deed; none while it is not done."""
        return (self.done_at - self.due_at).total_seconds() if self.done_at else None


@register_setting(icon="calendar-check", order=500)
class ReviewPolicy(BaseGenericSetting):
    """What happens when nobody reviews in time."""

    withdraw_overdue = models.BooleanField(
        "withdraw what is overdue",
        default=False,
        help_text="Articles and benefits whose review is overdue are withdrawn after the days below.",
    )
    grace_days = models.PositiveSmallIntegerField(
        "days of grace", default=90, help_text="So many days after its review date something stays published."
    )
    notice = models.TextField(
        max_length=500,
        default="This page was not reviewed in time, and is withdrawn until a clinician has checked it.",
        help_text="What readers are told in its place.",
    )

    class Meta:
        verbose_name = "review policy"

    @classmethod
    def current(cls) -> Self:
        """The policy, or its defaults. Wagtail's own `load` would write a row when it is only read."""
        return cls.objects.first() or cls()


class Follower(models.Model):
    """How far one of those who act on what was published has come in the ledger."""

    name = models.CharField(max_length=20, unique=True)
    sequence = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.sequence}"
