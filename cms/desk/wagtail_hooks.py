"""What staff see of the desk: its menu, its count of what waits, and the admin in Aftercare's colours."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem

from .summary import PendingCommentsItem
from .viewsets import CommentViewSet

UNUSED = ("documents",)
PAGES_ORDER = 350


@hooks.register("register_admin_viewset")
def register_comments() -> CommentViewSet:
    return CommentViewSet()


@hooks.register("register_permissions")
def register_moderation() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="comments", codename="change_comment")


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
