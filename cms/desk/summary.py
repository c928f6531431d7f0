"""What waits for staff, as they see it first in the admin."""

from typing import Any

from django.urls import reverse
from wagtail.admin.site_summary import SummaryItem

from .moderation import count_pending, may_moderate


class PendingCommentsItem(SummaryItem):
    """“3 comments wait”, with a link to them."""

    order = 90
    template_name = "desk/pending_comments.html"

    def is_shown(self) -> bool:
        return may_moderate(self.request.user)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"count": count_pending(), "url": reverse("comments:index")}
