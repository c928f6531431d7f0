"""What stands above an editor: that the thing is withdrawn, and how far its changes have come."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin import messages

from .items import may_publish
from .progress import announce_progress
from .withdrawing.services import find_standing
from .withdrawing.words import tell_withdrawal


def show_banners(request: HttpRequest, item: Any) -> None:
    """When an editor opens, not when it saves."""
    if request.method == "GET" and getattr(item, "kind", None):
        _show_withdrawal(request, item)
        announce_progress(request, item)


def _show_withdrawal(request: HttpRequest, item: Any) -> None:
    withdrawal = find_standing(item)
    if withdrawal is None:
        return
    notice = format_html(" Readers are told: “{}”", withdrawal.notice) if withdrawal.notice else ""
    restore = messages.button(reverse("withdrawn:restore", args=[withdrawal.pk]), "Restore")
    buttons = [restore] if may_publish(request.user, item) else []
    messages.warning(request, format_html("{}{}", tell_withdrawal(withdrawal), notice), buttons=buttons)
