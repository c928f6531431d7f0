"""How editors narrow a list down to what needs their attention."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet

from .models import Benefit, Disclaimer

SOON = timedelta(days=30)


class ReviewFilter(django_filters.ChoiceFilter):
    """By how the clinical review stands today."""

    def __init__(self) -> None:
        super().__init__(
            label="Review",
            choices=[("overdue", "Overdue"), ("soon", "Due within 30 days"), ("never", "Never reviewed")],
            empty_label="All",
            widget=forms.RadioSelect,
        )

    def filter(self, qs: Any, value: str) -> Any:
        today = timezone.localdate()
        match value:
            case "overdue":
                return qs.filter(next_review_on__lt=today)
            case "soon":
                return qs.filter(next_review_on__range=(today, today + SOON))
            case "never":
                return qs.filter(reviewed_on=None)
        return qs


class BenefitFilterSet(WagtailFilterSet):
    review = ReviewFilter()

    class Meta:
        model = Benefit
        fields = ["live"]


class DisclaimerFilterSet(WagtailFilterSet):
    review = ReviewFilter()

    class Meta:
        model = Disclaimer
        fields = ["live", "purpose", "on_every_article"]
