"""What editors see of articles and guides: lists that say what is due, why a part in use is not deleted."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from cms.library.columns import ReviewColumn

from .filters import ArticleFilterSet, GuideFilterSet
from .models import ArticlePage, GuidePage, PublicPage
from .usage import describe_scope, find_users


class PublicPageListView(IndexView):
    def search_queryset(self, queryset: QuerySet[PublicPage]) -> QuerySet[PublicPage]:
        """The search index is updated in the background, and cannot be combined with these filters."""
        words = self.search_query if self.is_searching else ""
        return queryset.filter(Q(draft_title__icontains=words) | Q(summary__icontains=words))


class PublicPageListingViewSet(PageListingViewSet):
    index_view_class = PublicPageListView
    add_to_admin_menu = True
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        ReviewColumn(),
        PageStatusColumn("status", label="Status", sort_key="live", width="12%"),
    ]


class ArticleListingViewSet(PublicPageListingViewSet):
    model = ArticlePage
    icon = "doc-full"
    name = "articles"
    menu_label = "Articles"
    menu_order = 100
    filterset_class = ArticleFilterSet


class GuideListingViewSet(PublicPageListingViewSet):
    model = GuidePage
    icon = "list-ol"
    name = "guides"
    menu_label = "Guides"
    menu_order = 110
    filterset_class = GuideFilterSet


@hooks.register("register_admin_viewset")
def register_listings() -> list[PublicPageListingViewSet]:
    return [ArticleListingViewSet(), GuideListingViewSet()]


@hooks.register("register_permissions")
def register_review_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="articles", codename__startswith="review_")


@hooks.register("before_delete_snippet")
def explain_use(request: HttpRequest, parts: list[Any]) -> HttpResponse | None:
    """Instead of a question whose answer would be no: where each part is used, with links."""
    reasons = [reason for part in parts if (reason := _reason_to_keep(request.user, part))]
    for reason in reasons:
        messages.error(request, reason)
    return redirect(parts[0].snippet_viewset.get_url_name("list")) if reasons else None


def _reason_to_keep(user: Any, part: Any) -> str:
    if users := find_users(part):
        finder = AdminURLFinder(user)
        pairs = ((finder.get_edit_url(each) or "#", each) for each in users)
        links = format_html_join(", ", '<a href="{}">{}</a>', pairs)
        text = "“{}” is used here: {}. Take it out there first, drafts included; then delete it."
        return format_html(text, part, links)
    if scope := describe_scope(part):
        return format_html("“{}” stands on {}. Unpublish it first; then delete it.", part, scope)
    return ""
