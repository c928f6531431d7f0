"""What is withdrawn and recalled now, and what was restored."""

from typing import Any

import django_filters
from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import BaseListingView

from cms.editions.models import Kind, Thing
from cms.partners.receipts import find_receipts
from cms.publishing.models import Withdrawal

from ..items import edit_url, find_items, may_publish
from .services import WITHDRAWN


def _what(queryset: QuerySet[Withdrawal], name: str, value: str) -> QuerySet[Withdrawal]:
    if value == "restored":
        return queryset.filter(restored_at__isnull=False)
    return queryset.filter(restored_at=None, severity__isnull=value != "recalls")


class WithdrawnFilterSet(WagtailFilterSet):
    what = django_filters.ChoiceFilter(
        label="What",
        choices=[("recalls", "Recalls"), ("withdrawals", "Withdrawals"), ("restored", "Restored since")],
        empty_label="All that stand",
        method=lambda queryset, name, value: _what(queryset, name, value),
        widget=forms.RadioSelect,
    )
    kind = django_filters.ChoiceFilter(
        label="Kind",
        choices=[(kind, label) for kind, label in Kind.choices if kind in WITHDRAWN],
        empty_label="All",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Withdrawal
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Withdrawal]) -> QuerySet[Withdrawal]:
        filtered: QuerySet[Withdrawal] = super().filter_queryset(queryset)
        return filtered if self.form.cleaned_data.get("what") else filtered.filter(restored_at=None)


class WithdrawnView(BaseListingView):
    """The newest first. Whoever may publish it again finds *Restore* beside it."""

    model = Withdrawal
    page_title = "Withdrawn"
    results_template_name = "desk/withdrawn.html"
    filterset_class = WithdrawnFilterSet
    paginate_by = 50

    def get_base_queryset(self) -> QuerySet[Withdrawal]:
        thing = Thing.objects.filter(content_id=OuterRef("content_id"), locale=OuterRef("locale"))
        instead = Thing.objects.filter(content_id=OuterRef("successor"), locale=OuterRef("successor_locale"))
        return Withdrawal.objects.select_related("by").annotate(
            kind=Subquery(thing.values("kind")[:1]), instead=Subquery(instead.values("title")[:1])
        )

    def order_queryset(self, queryset: QuerySet[Withdrawal]) -> QuerySet[Withdrawal]:
        return queryset.order_by("-withdrawn_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        self._attach_items(context["object_list"])
        return context

    def _attach_items(self, withdrawals: Any) -> None:
        """What was withdrawn and what to read instead, as they can be opened; a deleted thing cannot."""
        own = {each: (each.content_id, each.locale) for each in withdrawals}
        others = {each: (each.successor, each.successor_locale) for each in withdrawals}
        items = find_items([*own.values(), *others.values()])
        receipts = find_receipts(own.values())
        for each in withdrawals:
            item, other = items.get(own[each]), items.get(others[each])
            each.edit_url, each.instead_url = (edit_url(row) if row else None for row in (item, other))
            each.is_deleted = item is None
            each.receipts = None if each.restored_at else receipts.get(own[each])
            each.may_restore = bool(item and not each.restored_at and may_publish(self.request.user, item))
