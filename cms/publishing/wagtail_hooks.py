"""Refusals before a publish: the draft is kept, nothing is published, and the editor reads why."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from .compile import compile_item
from .trial import find_problems


@hooks.register("before_publish_page")
@hooks.register("before_publish")
def refuse_publication(request: HttpRequest, item: Any) -> HttpResponse | None:
    """Send the editor to the item's edit view, with every problem, if there is one."""
    problems = find_problems(item, compile_item(item)) if hasattr(item, "kind") else []
    if not problems:
        return None
    _keep_draft(item)
    for problem in problems:
        messages.error(request, f"Not published, but saved as a draft. {problem}")
    return HttpResponseRedirect(AdminURLFinder(request.user).get_edit_url(item))


def _keep_draft(item: Any) -> None:
    """A new page is saved live before anybody has agreed to publish it."""
    if isinstance(item, Page) and item.live and item.live_revision_id is None:
        item.live = False
        item.save(update_fields=["live"])
