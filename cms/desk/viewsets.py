"""The desk's pages in the admin, and the menu item that counts what waits."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.viewsets.base import ViewSet

from .moderation import count_pending, may_moderate
from .progress import ProgressView
from .schedule import ScheduleView
from .unmatched import SortingView, UnmatchedView, may_sort_codes
from .views import CommentListView, DecisionView
from .withdrawing.report import WithdrawnView
from .withdrawing.restoring import RestoreView
from .withdrawing.views import RecallView, WithdrawView

REPORTS = "register_reports_menu_item"


class CommentsMenuItem(MenuItem):
    """“Comments (3)”, for those who may moderate."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        count = count_pending()
        label = f"{self.label} ({count})" if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


class CommentViewSet(ViewSet):
    """`/admin/comments/`."""

    name = "comments"
    icon = "openquote"
    menu_label = "Comments"
    menu_order = 250
    menu_item_class = CommentsMenuItem
    add_to_admin_menu = True

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {"index_url_name": "comments:index", "index_results_url_name": "comments:results"}
        return {"header_icon": self.icon, **names, **kwargs}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(CommentListView), name="index"),
            path("results/", self.construct_view(CommentListView, results_only=True), name="results"),
            path("decide/", DecisionView.as_view(), name="decide"),
        ]


class WithdrawnViewSet(ViewSet):
    """`/admin/withdrawn/`."""

    name = "withdrawn"
    icon = "no-view"
    menu_label = "Withdrawn"
    menu_order = 100
    menu_hook = REPORTS

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {"index_url_name": "withdrawn:index", "index_results_url_name": "withdrawn:results"}
        return {"header_icon": self.icon, **names, **kwargs}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(WithdrawnView), name="index"),
            path("results/", self.construct_view(WithdrawnView, results_only=True), name="results"),
            path("<str:kind>/<int:pk>/withdraw/", WithdrawView.as_view(), name="withdraw"),
            path("<str:kind>/<int:pk>/recall/", RecallView.as_view(), name="recall"),
            path("<int:pk>/restore/", RestoreView.as_view(), name="restore"),
        ]


class ScheduleViewSet(ViewSet):
    """`/admin/schedule/`, and what the pages ask for about the background."""

    name = "schedule"
    icon = "calendar-alt"
    menu_label = "Schedule"
    menu_order = 110
    menu_hook = REPORTS

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ScheduleView.as_view(), name="index"),
            path("progress/", ProgressView.as_view(), name="progress"),
        ]


class UnmatchedMenuItem(MenuItem):
    """For those who may say that a code needs no article."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_sort_codes(request.user)


class UnmatchedViewSet(ViewSet):
    """`/admin/unmatched/`."""

    name = "unmatched"
    icon = "help"
    menu_label = "Codes nobody could match"
    menu_order = 120
    menu_hook = REPORTS
    menu_item_class = UnmatchedMenuItem

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {"index_url_name": "unmatched:index", "index_results_url_name": "unmatched:results"}
        return {"header_icon": self.icon, **names, **kwargs}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(UnmatchedView), name="index"),
            path("results/", self.construct_view(UnmatchedView, results_only=True), name="results"),
            path("sort/", SortingView.as_view(), name="sort"),
        ]
