"""*Withdraw* and *Recall*, beside *Unpublish*: in the editor's menus and in the lists' “…”."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.action_menu import ActionMenuItem as PartActionMenuItem

from .services import RECALLED, WITHDRAWN, may_take_back
from .views import url_of


@dataclass(frozen=True)
class Act:
    """One of the two ways to take something back."""

    name: str
    label: str
    icon: str
    kinds: tuple[str, ...]


ACTS = (Act("withdraw", "Withdraw", "no-view", WITHDRAWN), Act("recall", "Recall", "warning", RECALLED))


def buttons_for(item: Any, user: Any, *, priority: int) -> Iterator[Button]:
    """The buttons for what is published, for those who may take it back."""
    if may_take_back(user, item):
        for place, act in enumerate(ACTS):
            if item.kind in act.kinds:
                yield Button(act.label, url_of(act.name, item), icon_name=act.icon, priority=priority + place)


class _TakeBackItem:
    """What both of Wagtail's menus, of pages and of snippets, need to know of an act."""

    def __init__(self, act: Act) -> None:
        self.act, self.order = act, 21 + ACTS.index(act)
        self.name, self.label, self.icon_name = f"action-{act.name}", act.label, act.icon

    def is_shown(self, context: dict[str, Any]) -> bool:
        item = context.get("page") or context.get("instance")
        if context["view"] != "edit" or context.get("locked_for_user"):
            return False
        return getattr(item, "kind", None) in self.act.kinds and may_take_back(context["request"].user, item)

    def get_url(self, context: dict[str, Any]) -> str:
        return url_of(self.act.name, context.get("page") or context["instance"])


class PageItem(_TakeBackItem, ActionMenuItem):
    """In the menu under an article."""


class PartItem(_TakeBackItem, PartActionMenuItem):
    """In the menu under a part."""
