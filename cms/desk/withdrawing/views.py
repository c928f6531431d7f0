"""The pages on which something is withdrawn or recalled.

Each opens the unit itself, around the deed alone: a refusal stands beside the form, with what was typed.
"""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.publishing.refusals import PublishRefused

from ..items import EDITED, edit_url, list_url
from ..progress import announce_progress
from . import services
from .affected import Affected, describe_affected
from .forms import RecallForm, WithdrawForm


def url_of(act: str, item: Any) -> str:
    """Where this item is withdrawn or recalled."""
    return reverse(f"withdrawn:{act}", args=[item.kind, quote(item.pk)])


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class ItemView(WagtailAdminTemplateMixin, FormView):
    """A page about one article or part, under the list that it stands in."""

    form_class = Form
    item: Any
    verb = ""
    every_language = False

    def get_page_title(self) -> str:
        return self.verb

    def get_page_subtitle(self) -> str:
        return str(self.item)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        plural = capfirst(self.item._meta.verbose_name_plural)
        return [
            *super().get_breadcrumbs_items(),
            {"url": list_url(self.item), "label": plural},
            {"url": edit_url(self.item), "label": str(self.item)},
            {"url": "", "label": self.verb, "sublabel": str(self.item)},
        ]

    @cached_property
    def affected(self) -> Affected:
        return describe_affected(self.item, every_language=self.every_language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "item": self.item,
            "affected": self.affected,
            "cancel_url": edit_url(self.item),
            "media": context["form"].media,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            said = self.act(form)
        except PublishRefused as refusal:
            self.refuse(form, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, said)
        announce_progress(self.request, self.item)
        return redirect(edit_url(self.item))

    def refuse(self, form: Any, refusal: str) -> None:
        form.add_error(None, refusal)

    def act(self, form: Any) -> str:
        """Do it, and return what happened. Raises `PublishRefused`."""
        raise NotImplementedError


class WithdrawView(ItemView):
    """Why, what readers are told, and what to read instead."""

    template_name = "desk/withdraw.html"
    form_class = WithdrawForm
    verb = "Withdraw"
    header_icon = "no-view"

    def setup(self, request: HttpRequest, kind: str, pk: int) -> None:
        super().setup(request)
        if kind not in services.WITHDRAWN:
            raise Http404
        self.item = get_object_or_404(EDITED[kind]._default_manager.select_related("locale"), pk=pk)
        if not services.may_take_back(request.user, self.item):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"item": self.item}

    def refuse(self, form: WithdrawForm, refusal: str) -> None:
        form.refuse(refusal)

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.validation_error(self.request, f"“{self.item}” was not taken back.", form)
        return super().form_invalid(form)

    def act(self, form: Any) -> str:
        services.take_back(self.item, form.terms(), by=self.request.user)
        return f"“{self.item}” is withdrawn. {self._articles()}"

    def _articles(self) -> str:
        return "Articles that showed it are published again." if self.affected.count else ""


class RecallView(WithdrawView):
    """The same of advice that may harm, in all languages at once."""

    template_name = "desk/recall.html"
    form_class = RecallForm
    verb = "Recall"
    header_icon = "warning"
    every_language = True

    def setup(self, request: HttpRequest, kind: str, pk: int) -> None:
        if kind not in services.RECALLED:
            raise Http404
        super().setup(request, kind, pk)

    def act(self, form: Any) -> str:
        withdrawals = services.take_back(self.item, form.terms(), by=self.request.user)
        languages = ", ".join(sorted(each.locale for each in withdrawals))
        where = f" ({languages})" if len(withdrawals) > 1 else ""
        return f"“{self.item}” is recalled{where}. {self._articles()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = self.item.get_translations().filter(live=True).select_related("locale")
        return super().get_context_data(**kwargs) | {"translations": others}
