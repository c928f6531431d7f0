"""The page on which something is restored."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cms.publishing.models import Withdrawal

from ..items import find_items, may_publish
from .services import put_back
from .views import ItemView
from .words import tell_withdrawal


class RestoreView(ItemView):
    """Asks once, then publishes again what was live."""

    template_name = "desk/restore.html"
    verb = "Restore"
    header_icon = "rotate"
    withdrawal: Withdrawal

    def setup(self, request: HttpRequest, pk: int) -> None:
        super().setup(request)
        standing = Withdrawal.objects.standing().select_related("by", "revision")
        self.withdrawal = get_object_or_404(standing, pk=pk)
        key = (self.withdrawal.content_id, self.withdrawal.locale)
        self.item = find_items([key]).get(key)
        if self.item is None:
            raise Http404
        if not may_publish(request.user, self.item):
            raise PermissionDenied

    def act(self, form: Any) -> str:
        put_back(self.item, self.withdrawal, by=self.request.user)
        return f"“{self.item}” is published again, as it was before."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        recalled = (
            Withdrawal.objects.standing()
            .filter(content_id=self.item.content_id)
            .exclude(pk=self.withdrawal.pk)
        )
        has_newer_draft = self.item.latest_revision_id != self.withdrawal.revision_id
        return super().get_context_data(**kwargs) | {
            "withdrawal": self.withdrawal,
            "told": tell_withdrawal(self.withdrawal),
            "has_newer_draft": has_newer_draft,
            "others": recalled,
        }
