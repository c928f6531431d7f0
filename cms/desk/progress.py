"""How far the background has come with what a publication set off: “1,240 of 3,000 articles updated”."""

from functools import partial
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils.html import format_html
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from cms.editions.models import Kind, Thing
from cms.publishing.models import Cascade, PendingRecompile

from .items import key_of

WIDER = (Kind.DISCLAIMER, Kind.PERSON, Kind.SITE)
"""What these change is in parts too, not in articles alone."""
SHOWN_AT_ONCE = 20


def running() -> "QuerySet[Cascade]":
    """The cascades that something still waits for, urgent ones first."""
    waiting = PendingRecompile.objects.filter(cascade=OuterRef("pk"))
    counted = Cascade.objects.filter(Exists(waiting)).annotate(waiting=Count("pending"))
    return counted.order_by("-urgent", "began_at", "pk")


def describe(cascade: Any) -> str:
    """“1,240 of 3,000 articles updated”; `waiting` is annotated."""
    thing = Thing.objects.filter(content_id=cascade.content_id, locale=cascade.locale).first()
    things = "articles and parts" if thing is None or thing.kind in WIDER else "articles"
    if not cascade.waiting:
        return f"All {intcomma(cascade.total)} {things} are updated."
    return f"{intcomma(cascade.total - cascade.waiting)} of {intcomma(cascade.total)} {things} updated"


def announce_progress(request: HttpRequest, item: Any) -> None:
    """Say on the next page how far it has come, while something that shows this item still waits."""
    content_id, locale = key_of(item)
    cascade = running().filter(content_id=content_id, locale=locale).last()
    if cascade:
        urgent = "Urgent, before all others: " if cascade.urgent else ""
        text = '{}<span data-desk-progress="{}" aria-live="off">{}</span>'
        messages.info(request, format_html(text, urgent, cascade.pk, describe(cascade)))


def announce_when_published(request: HttpRequest, item: Any) -> None:
    """Once all is committed: what follows from a publication is known at the end of its unit."""
    transaction.on_commit(partial(announce_progress, request, item), robust=True)


class ProgressPanel(Component):
    """What goes on in the background, on the first page of the admin."""

    order = 10
    template_name = "desk/progress.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        cascades = list(running()[:SHOWN_AT_ONCE])
        for each in cascades:
            each.done = each.total - each.waiting
        return {"cascades": [(each, describe(each)) for each in cascades]}


class ProgressView(View):
    """What the script in the page asks for every two seconds while something is going on."""

    def get(self, request: HttpRequest) -> JsonResponse:
        asked = [pk for pk in request.GET.getlist("of") if pk.isdecimal()][:SHOWN_AT_ONCE]
        cascades = Cascade.objects.filter(pk__in=asked).annotate(waiting=Count("pending"))
        return JsonResponse({str(each.pk): _answer(each) for each in cascades})


def _answer(cascade: Any) -> dict[str, Any]:
    return {
        "text": describe(cascade),
        "done": cascade.total - cascade.waiting,
        "total": cascade.total,
        "finished": not cascade.waiting,
    }
