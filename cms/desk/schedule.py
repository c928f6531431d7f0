"""What time will do next, and what it did: for whoever wonders whether a scheduled change went out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Revision

from cms.library.bases import ReviewedModel
from cms.publishing.freshness import end_of_grace, overdue_from
from cms.publishing.models import Moment, ReviewPolicy

from .items import EDITED, edit_url, edit_url_of, find_items

REVIEWS_WITHIN = timedelta(days=30)
LISTED = 50
"""So many are listed of what is due and of what was done."""


@dataclass(frozen=True)
class Due:
    """Something that time will do to a thing."""

    at: datetime
    act: str
    title: str
    url: str
    locale: str


def find_due(now: datetime) -> list[Due]:
    """The next ones, the soonest first."""
    found = (*_go_lives(), *_expiries(), *_reviews(now), *_ends_of_grace(now))
    return sorted(found, key=lambda due: (due.at, due.title))[:LISTED]


def _go_lives() -> Iterator[Due]:
    approved = Revision.objects.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")
    for revision in approved.defer("content").select_related("content_type")[:LISTED]:
        model = revision.content_type.model_class()
        if model in EDITED.values():
            url = edit_url_of(model, revision.object_id)
            yield Due(revision.approved_go_live_at, "Go live", revision.object_str, url, "")


def _expiries() -> Iterator[Due]:
    for model in EDITED.values():
        live = model._default_manager.filter(live=True, expire_at__isnull=False).order_by("expire_at")
        for item in live.select_related("locale")[:LISTED]:
            yield _due(item, item.expire_at, "Expire")


def _reviews(now: datetime) -> Iterator[Due]:
    today = timezone.localdate(now)
    for item in _reviewed(next_review_on__gte=today, next_review_on__lte=today + REVIEWS_WITHIN):
        yield _due(item, overdue_from(item.next_review_on), "Review falls overdue")


def _ends_of_grace(now: datetime) -> Iterator[Due]:
    """What is withdrawn unless somebody reviews it, where the clinic has it so."""
    policy = ReviewPolicy.current()
    if policy.withdraw_overdue:
        until = timezone.localdate(now) + REVIEWS_WITHIN - timedelta(days=policy.grace_days)
        for item in _reviewed(next_review_on__lte=until):
            if moment := end_of_grace(item, policy):
                yield _due(item, moment, "Withdrawn unless it is reviewed")


def _reviewed(**dates: Any) -> Iterator[Any]:
    for model in EDITED.values():
        if issubclass(model, ReviewedModel):
            items = model._default_manager.filter(live=True, **dates).order_by("next_review_on")
            yield from items.select_related("locale")[:LISTED]


def _due(item: Any, at: datetime, act: str) -> Due:
    return Due(at, act, str(item), edit_url(item), item.locale.language_code)


def count_refused() -> int:
    return Moment.objects.refused().count()


class ScheduleView(WagtailAdminTemplateMixin, TemplateView):
    """Refusals first: somebody must mend what they name."""

    template_name = "desk/schedule.html"
    page_title = "Schedule"
    header_icon = "calendar-alt"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        refused = list(Moment.objects.refused().order_by("-due_at", "-pk")[:LISTED])
        done = list(Moment.objects.exclude(done_at=None).order_by("-done_at", "-pk")[:LISTED])
        _link([*refused, *done])
        return context | {"refused": refused, "due": find_due(timezone.now()), "done": done}


def _link(moments: list[Any]) -> None:
    """Give each moment the editor of what it is about, unless that was deleted."""
    items = find_items([(each.content_id, each.locale) for each in moments])
    for each in moments:
        item = items.get((each.content_id, each.locale))
        each.edit_url = edit_url(item) if item else None


class RefusedPanel(Component):
    """That a scheduled change was refused, on the first page of the admin."""

    order = 5
    template_name = "desk/refused.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": count_refused(), "url": reverse("schedule:index")}
