"""Columns of the lists that editors look through."""

from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import Column

from .bases import ReviewedModel


def is_overdue(reviewed: ReviewedModel) -> bool:
    """Whether the review should have been yesterday or before, on the clinic's calendar."""
    due = reviewed.next_review_on
    return due is not None and due < timezone.localdate()


class ReviewColumn(Column):
    """When the next review is due, and whether that day has passed."""

    cell_template_name = "admin/library/review_cell.html"

    def __init__(self) -> None:
        super().__init__("next_review_on", label="Next review", sort_key="next_review_on", width="14%")

    def get_cell_context_data(self, instance: Any, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["overdue"] = is_overdue(instance)
        return context


class UsedColumn(Column):
    """In how many places a part is used, with a link to the list of them."""

    cell_template_name = "admin/library/used_cell.html"

    def __init__(self) -> None:
        super().__init__("usage_count", label="Used", sort_key="usage_count", width="10%")

    def get_cell_context_data(self, instance: Any, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        name = instance.snippet_viewset.get_url_name("usage")
        context["usage_url"] = reverse(name, args=[quote(instance.pk)])
        return context
