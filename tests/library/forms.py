"""The library's forms, filled in and sent as a browser does."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

PUBLISH = {"action-publish": "action-publish"}
TIMES = {"go_live_at": "", "expire_at": ""}
REVIEW = {"reviewed_by": "", "reviewed_on": "", "next_review_on": ""}


def part_url(view, model, *parts):
    name = f"wagtailsnippets_library_{model._meta.model_name}:{view}"
    return reverse(name, args=[quote(part.pk) for part in parts])


def benefit_form(**fields):
    words = {
        "title": "Less pain",
        "slug": "less-pain",
        "body": rich_text("<p>Gentle exercise eases pain.</p>"),
    }
    return words | TIMES | REVIEW | fields


def disclaimer_form(**fields):
    words = {"title": "Not advice", "purpose": "medical", "body": rich_text("<p>Ask your own care team.</p>")}
    return words | TIMES | REVIEW | fields
