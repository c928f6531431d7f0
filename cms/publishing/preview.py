"""What an editor sees before publishing: the site's own page, made of the draft and of live parts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import timezone

from cms.editions.models import Kind
from cms.editions.services import format_time
from cms.library.given import Document
from frontend.render import render_page, render_part

from .compile import compile_item
from .kinds import PAGES, locale_of
from .lookups import find_site
from .trial import find_problems


def render_preview(item: Any, request: HttpRequest) -> HttpResponse:
    """The draft as the site would show it, under a banner that says what would keep it from publishing."""
    content = compile_item(item)
    document = _stamp(content, item)
    shown = {
        "document": document,
        "site": document if item.kind == Kind.SITE else find_site(locale_of(item)),
        # Without a host: Wagtail's preview request bears the site's, which serves no file of the hub's.
        "asset_base": static("site/").rstrip("/"),
        "problems": find_problems(item, content),
    }
    if item.kind in PAGES:
        return HttpResponse(render_page(**shown))
    return HttpResponse(render_part(kind=item.kind, **shown))


def _stamp(content: Document, item: Any) -> Document:
    """A draft is edition 0, of the time when it was written."""
    revision = item.latest_revision
    written = format_time(revision.created_at if revision else timezone.now())
    return {**content, "edition": 0, "published_at": written, "updated_at": written}
