"""A partner's own page: its keys, its webhooks, what it reads, and what it has acknowledged."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from cms.partners.models import Partner, PartnerKey
from cms.partners.services import make_key, revoke_key

from .forms import KeyForm
from .standing import DAYS, find_notices, find_outdated, summarise_reads


class ManagerView(PermissionCheckedMixin):
    """For whoever may change partners."""

    permission_policy = ModelPermissionPolicy(Partner)
    permission_required = "change"


class PartnerAccountView(ManagerView, WagtailAdminTemplateMixin, TemplateView):
    """All there is to know; POST makes a key, and shows it this once."""

    template_name = "desk/partners/account.html"
    page_title = "Partner"
    header_icon = "group"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("partner:index"), "label": "Partners"},
            {"url": "", "label": self.partner.name},
        ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("partner:edit", args=[self.partner.pk])
        return [HeaderButton("Edit", url=url, icon_name="edit")]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.partner = get_object_or_404(Partner, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = KeyForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        _, text = make_key(
            partner=self.partner,
            scopes=form.cleaned_data["scopes"],
            note=form.cleaned_data["note"],
            expires_at=form.expires_at,
            at=timezone.now(),
        )
        response = self.render_to_response(self.get_context_data(made=text))
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        partner = self.partner
        return super().get_context_data(
            **{
                "form": KeyForm(),
                "partner": partner,
                "keys": partner.keys.all(),
                "webhooks": partner.webhooks.order_by("pk"),
                "reads": summarise_reads(partner),
                "days": DAYS,
                "outdated": find_outdated(partner),
                "notices": find_notices(partner),
                **kwargs,
            }
        )


class RevokeKeyView(ManagerView, View):
    """From then on the key opens nothing."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        key = get_object_or_404(PartnerKey, pk=pk)
        if revoke_key(key=key, at=timezone.now()):
            messages.success(request, f"The key “{key}…” is revoked: it opens nothing any more.")
        return redirect("partner:account", key.partner_id)
