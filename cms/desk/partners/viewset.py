"""`/admin/partner/`."""

from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, TitleColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from cms.partners.models import Partner

from .forms import PartnerForm
from .views import PartnerAccountView, RevokeKeyView


def account_url(partner: Partner) -> str:
    return reverse("partner:account", args=[partner.pk])


class PartnerEditView(EditView):
    """With a way to what is not in the form."""

    @property
    def header_buttons(self) -> list[Any]:
        button = HeaderButton("Keys and use", url=account_url(self.object), icon_name="key")
        return [*super().header_buttons, button]


class PartnerViewSet(ModelViewSet):
    """Partners stand in the main menu: they are people to talk to, not a setting."""

    model = Partner
    name = "partner"
    icon = "group"
    menu_label = "Partners"
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_view_class = PartnerEditView
    list_display = [
        TitleColumn("name", label="Name", sort_key="name", get_url=account_url),
        "site",
        "email",
        BooleanColumn("is_active", label="Active", sort_key="is_active"),
    ]
    search_fields = ["name", "site", "email"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("name", "site", "email", "topics_read", "is_active")],
        base_form_class=PartnerForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("account/<int:pk>/", PartnerAccountView.as_view(), name="account"),
            path("keys/<int:pk>/revoke/", RevokeKeyView.as_view(), name="revoke"),
        ]
