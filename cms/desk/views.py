"""Moderation: the comments, pending ones first, and the decision about them."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import BaseListingView, PermissionCheckedMixin

from cms.comments.models import Comment, State

from .moderation import DECISIONS, attach_articles, decide_comments

OUTCOMES = {"approve": "approved: readers can see {them}", "reject": "rejected: readers cannot see {them}"}


class CommentFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label="State", choices=State.choices, empty_label="All", widget=forms.RadioSelect
    )

    class Meta:
        model = Comment
        fields: list[str] = []


class CommentListView(PermissionCheckedMixin, BaseListingView):
    """Those that wait stand first, the oldest on top; then the decided ones, the newest on top."""

    model = Comment
    permission_required = "change"
    page_title = "Comments"
    results_template_name = "desk/comments.html"
    filterset_class = CommentFilterSet
    paginate_by = 50

    def order_queryset(self, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        waiting = Case(When(state=State.PENDING, then=Value(0)), default=Value(1))
        submitted = Case(When(state=State.PENDING, then="submitted_at"))
        return queryset.order_by(waiting, submitted, "-submitted_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        attach_articles(context["object_list"])
        return context


class DecisionView(PermissionCheckedMixin, View):
    """One button decides about its own comment, or about all that are ticked."""

    model = Comment
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        decision, _, key = request.POST.get("decision", "").partition(" ")
        keys = [key] if key else request.POST.getlist("comment")
        if decision in DECISIONS and keys:
            _announce(request, decision, decide_comments(keys, decision=decision, by=request.user))
        else:
            messages.warning(request, "Nothing was decided: tick the comments first.")
        return redirect(_way_back(request))


def _announce(request: HttpRequest, decision: str, count: int) -> None:
    outcome = OUTCOMES[decision].format(them="it" if count == 1 else "them")
    messages.success(request, f"{count} comment{pluralize(count)} {outcome}.")


def _way_back(request: HttpRequest) -> str:
    """The list as it was filtered."""
    back = request.POST.get("next", "")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "comments:index"
