"""What staff see of the desk: menus and buttons, what waits and goes on, the admin in Aftercare's colours."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from .banners import show_banners
from .partners.viewset import PartnerViewSet
from .progress import ProgressPanel, announce_when_published
from .schedule import RefusedPanel
from .summary import PendingCommentsItem
from .viewsets import CommentViewSet, ScheduleViewSet, UnmatchedViewSet, WithdrawnViewSet
from .webhooks import WebhookViewSet
from .withdrawing.buttons import ACTS, Act, PageItem, PartItem, buttons_for
from .withdrawing.history import register_actions

UNUSED = ("documents",)
PAGES_ORDER = 350


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    return [
        CommentViewSet(),
        PartnerViewSet(),
        WithdrawnViewSet(),
        ScheduleViewSet(),
        UnmatchedViewSet(),
        WebhookViewSet(),
    ]


@hooks.register("register_permissions")
def register_desk_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label__in=("comments", "feedback"),
        codename__in=("change_comment", "change_unmatchedcode"),
    )


@hooks.register("construct_main_menu")
def arrange_menu(request: HttpRequest, items: list[Any]) -> None:
    """Articles come first. The page tree, which holds the folders of languages, stands after the pictures."""
    items[:] = [item for item in items if item.name not in UNUSED]
    for item in items:
        if item.name == "explorer":
            item.order = PAGES_ORDER


@hooks.register("construct_help_menu")
def leave_out_news(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's links to its own site wear a badge until each editor has opened them."""
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]


# After everybody else's: applications register their items in the order of the settings.
@hooks.register("construct_homepage_summary_items", order=1000)
def arrange_summary(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if type(item).__name__ != "DocumentsSummaryItem"]
    items.append(PendingCommentsItem(request))


@hooks.register("insert_global_admin_css")
def link_stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/admin.css"))


@hooks.register("insert_editor_js")
def link_editor_script() -> str:
    return format_html('<script src="{}"></script>', static("desk/editor.js"))


@hooks.register("insert_global_admin_js")
def link_scripts() -> str:
    tag = '<script src="{}" data-progress="{}" defer></script>'
    return format_html(tag, static("desk/progress.js"), reverse("schedule:progress"))


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels += [RefusedPanel(), ProgressPanel()]


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def show_state(request: HttpRequest, item: Any) -> None:
    show_banners(request, item.specific if isinstance(item, Page) else item)


@hooks.register("after_publish_page")
@hooks.register("after_publish")
def show_progress(request: HttpRequest, item: Any) -> None:
    if hasattr(item, "kind"):
        announce_when_published(request, item)


@hooks.register("register_log_actions")
def register_history(registry: LogActionRegistry) -> None:
    register_actions(registry)


@hooks.register("register_page_listing_more_buttons")
def add_listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterable[Button]:
    return buttons_for(page.specific_deferred, user, priority=41)


@hooks.register("register_page_header_buttons")
def add_header_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterable[Button]:
    return buttons_for(page.specific_deferred, user, priority=61)


@hooks.register("register_snippet_listing_buttons")
def add_part_buttons(part: Any, user: Any, next_url: str | None = None) -> Iterable[Button]:
    return buttons_for(part, user, priority=41)


def _register_menu_items(act: Act) -> None:
    hooks.register("register_page_action_menu_item", lambda: PageItem(act))
    hooks.register("register_snippet_action_menu_item", lambda _: PartItem(act))


for each in ACTS:
    _register_menu_items(each)
