"""Codes nobody could match: what patients' records asked for, and no article has."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from cms.codes import CODE_SYSTEMS, find_system
from cms.editions.codes import find_coded, match_codes
from cms.feedback.models import UnmatchedCode
from cms.feedback.services import dismiss_codes, reopen_codes

from .items import edit_url, find_items

PERMISSION = "feedback.change_unmatchedcode"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def may_sort_codes(user: Any) -> bool:
    return bool(user.has_perm(PERMISSION))


class UnmatchedFilterSet(WagtailFilterSet):
    show = django_filters.ChoiceFilter(
        label="Show",
        choices=[("dismissed", "Dismissed")],
        empty_label="Open",
        method=lambda queryset, *_: queryset,
        widget=forms.RadioSelect,
    )
    system = django_filters.ChoiceFilter(
        label="Code system", choices=[(each.uri, each.name) for each in CODE_SYSTEMS], empty_label="All"
    )
    locale = django_filters.ChoiceFilter(label="Language", choices=settings.LANGUAGES, empty_label="All")

    class Meta:
        model = UnmatchedCode
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[UnmatchedCode]) -> QuerySet[UnmatchedCode]:
        filtered: Any = super().filter_queryset(queryset)
        return filtered.dismissed() if self.form.cleaned_data.get("show") else filtered.open()


class UnmatchedView(ReportView):
    """What is asked for on most days stands first."""

    model = UnmatchedCode
    permission_required = "change"
    page_title = "Codes nobody could match"
    results_template_name = "desk/unmatched.html"
    filterset_class = UnmatchedFilterSet
    is_searchable = True
    search_fields = ["code", "display"]
    export_filename = "codes-nobody-could-match"
    list_export = [
        "system_name",
        "code",
        "display",
        "locale",
        "times",
        "days",
        "first_asked_on",
        "last_asked_on",
    ]
    export_headings = {"system_name": "System"}
    custom_field_preprocess = {"display": {"csv": lambda value: _as_text(value)}}

    @property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("articles:choose_parent")
        return [HeaderButton("Write an article", url=url, icon_name="plus")]

    def get_filtered_queryset(self) -> QuerySet[UnmatchedCode]:
        found: Any = self.search_queryset(super().get_filtered_queryset())
        return found.most_asked()

    def decorate_paginated_queryset(self, object_list: Iterable[UnmatchedCode]) -> Iterable[UnmatchedCode]:
        if not self.is_export:
            attach_answers(object_list)
        return object_list


class SortingView(PermissionCheckedMixin, View):
    """One button dismisses, or takes back, its own code or all that are ticked."""

    model = UnmatchedCode
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        act, _, key = request.POST.get("act", "").partition(" ")
        keys = [int(each) for each in ([key] if key else request.POST.getlist("code")) if _is_key(each)]
        if act == "reopen":
            count, outcome = reopen_codes(keys=keys), "taken back among the open ones"
        else:
            count, outcome = dismiss_codes(keys=keys, on=timezone.localdate()), "dismissed"
        if count:
            messages.success(request, f"{count} code{pluralize(count)} {outcome}.")
        else:
            messages.warning(request, "Nothing was changed: tick the codes first.")
        return redirect("unmatched:index")


def attach_answers(codes: Iterable[UnmatchedCode]) -> None:
    """Give each code the article that answers it by now, if one does, as it can be opened."""
    by_locale: dict[str, list[UnmatchedCode]] = {}
    for each in codes:
        each.answer = None
        by_locale.setdefault(each.locale, []).append(each)
    for locale, some in by_locale.items():
        locales = list(dict.fromkeys((locale, settings.LANGUAGE_CODE)))
        matches = match_codes([_values(each) for each in some], locales)
        firsts = [min(match.content_ids, default=None) for match in matches]
        articles = find_coded({first for first in firsts if first}, locales)
        items = find_items([(row.content_id, row.locale) for row in articles.values()])
        for each, first in zip(some, firsts, strict=True):
            if first and (article := articles.get(first)):
                item = items.get((article.content_id, article.locale))
                each.answer = {"title": article.title, "url": edit_url(item) if item else None}


def _values(code: UnmatchedCode) -> list[str]:
    system = find_system(code.system)
    return system.values(code.code) if system else []


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _as_text(value: str) -> str:
    """The name came from a stranger: no spreadsheet may take it for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
