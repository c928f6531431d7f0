"""Webhooks in the admin's settings: who is told what changed, and whether they take it."""

from typing import Any

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.viewsets.model import ModelViewSet

from cms.webhooks.models import Webhook

DELIVERIES = 20


class WebhookForm(WagtailAdminModelForm):
    """What is saved is tried at once, however long it failed before."""

    def save(self, commit: bool = True) -> Any:
        self.instance.failures, self.instance.try_at = 0, timezone.now()
        return super().save(commit=commit)


class SavedPanel(MultiFieldPanel):
    """What there is to see once a webhook was saved."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()


class DeliveriesPanel(Panel):
    """The newest attempts, and what came of each."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/deliveries.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "deliveries": self.instance.deliveries.all()[:DELIVERIES]}


class WebhookViewSet(ModelViewSet):
    """`/admin/webhook/`."""

    model = Webhook
    icon = "link-external"
    menu_label = "Webhooks"
    menu_order = 600
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["url", "partner", "state", "answer", "tried_at", "note"]
    edit_handler = ObjectList(
        [
            *(FieldPanel(name) for name in ("url", "partner", "note", "kind", "locale", "is_active")),
            SavedPanel(
                [FieldPanel(name, read_only=True) for name in ("secret", "answer", "tried_at")],
                heading="For the receiver, and from it",
                help_text="With the secret the receiver checks that a message came from here.",
            ),
            DeliveriesPanel(heading="What was delivered"),
        ],
        base_form_class=WebhookForm,
    )
