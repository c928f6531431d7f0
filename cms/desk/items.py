"""The rows behind the things of the ledger: where each is edited, and who may publish it."""

from collections.abc import Collection
from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.models import Page

from cms.editions.models import Kind
from cms.library.given import Key
from cms.publishing.kinds import MODELS

EDITED = {kind: MODELS[kind] for kind in MODELS if kind != Kind.IMAGE}
"""The kinds that have drafts, an editor of their own, and a schedule."""


def find_items(keys: Collection[Key]) -> dict[Key, Any]:
    """The rows of these things, live or not, with as many queries as there are kinds."""
    ids = {content_id for content_id, _ in keys}
    found: dict[Key, Any] = {}
    for model in EDITED.values() if ids else ():
        rows = model._default_manager.filter(translation_key__in=ids).select_related("locale")
        found |= {(row.translation_key, row.locale.language_code): row for row in rows}
    return {key: found[key] for key in keys if key in found}


def key_of(item: Any) -> Key:
    return item.content_id, item.locale.language_code


def edit_url(item: Any) -> str:
    return edit_url_of(type(item), item.pk)


def edit_url_of(model: Any, pk: Any) -> str:
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(pk)])


def list_url(item: Any) -> str:
    if isinstance(item, Page):
        return reverse(f"{item.collection}:index")
    return reverse(item.snippet_viewset.get_url_name("list"))


def may_publish(user: Any, item: Any) -> bool:
    """Who may publish something may take it back, and put it back."""
    if isinstance(item, Page):
        return bool(item.permissions_for_user(user).can_publish())
    policy = item.snippet_viewset.permission_policy
    return bool(policy.user_has_permission_for_instance(user, "publish", item))
