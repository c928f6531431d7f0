"""What an editor says when taking something back: why, what readers are told, and what to read instead."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.editions.models import Kind, Thing
from cms.library.given import Key
from cms.library.models import Disclaimer
from cms.publishing.models import Reason, Severity, Withdrawal
from cms.publishing.withdrawals import Terms

from .choosing import ArticleField

NOTICE_LENGTH = Withdrawal._meta.get_field("notice").max_length
SHOWN = [
    ("", "Leave it out: readers do not see that something is missing"),
    ("yes", "Show the notice in its place"),
]
NOT_OFFERED: tuple[Any, ...] = (Reason.OVERDUE,)
"""Only the scheduler gives this one."""
PROTECTING = "It stands wherever this one stood: none can go while it protects an article."
NO_MERGER: tuple[Any, ...] = (*NOT_OFFERED, Reason.MERGED)


class WithdrawForm(forms.Form):
    """Why something is withdrawn. `item` is the live row."""

    reason = forms.ChoiceField(label="Why?", widget=forms.RadioSelect)
    successor = forms.ChoiceField(label="What readers may read instead", required=False)
    notice = forms.CharField(
        label="Notice for readers",
        required=False,
        max_length=NOTICE_LENGTH,
        widget=AdminAutoHeightTextInput,
        help_text=(
            "Whoever opens it reads this instead: say what has changed and what to do now. "
            f"At most {NOTICE_LENGTH} characters."
        ),
    )
    shown_in_articles = forms.TypedChoiceField(
        label="In the articles that include it",
        choices=SHOWN,
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, item: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        self.fields["reason"].choices = list(self.reasons())
        self._offer_successors()
        if item.kind != Kind.BENEFIT:
            del self.fields["shown_in_articles"]

    def reasons(self) -> Iterator[tuple[str, str]]:
        """A disclaimer has no page of its own that readers could be sent on from."""
        left_out = NO_MERGER if self.item.kind == Kind.DISCLAIMER else NOT_OFFERED
        return (each for each in Reason.choices if each[0] not in left_out)

    def _offer_successors(self) -> None:
        field = self.fields["successor"]
        if self.item.kind == Kind.ARTICLE:
            self.fields["successor"] = ArticleField(self.item, label=field.label)
            return
        successors = list(_successors(self.item))
        field.choices = [("", "None"), *successors]
        if self.item.kind == Kind.DISCLAIMER:
            purpose = self.item.get_purpose_display().lower()
            field.label = "The disclaimer that takes its place"
            field.help_text = (
                f"{PROTECTING} {'' if successors else f'No other {purpose} one is published yet.'}"
            )

    def clean_successor(self) -> Key | None:
        chosen = self.cleaned_data["successor"]
        if isinstance(chosen, str):
            content_id, _, locale = chosen.partition(" ")
            return (UUID(content_id), locale) if chosen else None
        return (chosen.content_id, chosen.locale.language_code) if chosen else None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self._is_merged() and "successor" in cleaned and not cleaned["successor"]:
            self.add_error("successor", "Choose what it was merged into: readers are sent there.")
        if missing := self._needs_notice(cleaned):
            self.add_error("notice", missing)
        return cleaned

    def _is_merged(self) -> bool:
        return self.cleaned_data.get("reason") == Reason.MERGED

    def _needs_notice(self, cleaned: dict[str, Any]) -> str:
        if "notice" not in cleaned or cleaned["notice"] or self._is_merged():
            return ""
        if cleaned.get("shown_in_articles"):
            return "Write the notice that articles are to show."
        return "Write the notice that tells the reason." if cleaned.get("reason") == Reason.OTHER else ""

    def terms(self) -> Terms:
        """Of something merged readers see no notice: they are sent on."""
        cleaned = self.cleaned_data
        return Terms(
            reason=cleaned["reason"],
            notice=cleaned["notice"],
            severity=cleaned.get("severity"),
            successor=cleaned["successor"],
            shown_in_articles=cleaned.get("shown_in_articles", False) and not self._is_merged(),
        )

    def refuse(self, refusal: str) -> None:
        """Say why it may not be, beside the field that would change that."""
        lacks_successor = self.item.kind == Kind.DISCLAIMER and not self.cleaned_data["successor"]
        self.add_error("successor" if lacks_successor else None, refusal)


class RecallForm(WithdrawForm):
    """The same of advice that may harm. A recall is not a merger: its notice must be read."""

    severity = forms.ChoiceField(
        label="What could following this advice do?", choices=Severity.choices, widget=forms.RadioSelect
    )
    field_order = ["severity", "reason", "notice", "successor", "shown_in_articles"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice"].required = True
        self.fields["notice"].help_text = (
            "Readers and partners read this instead: say what was wrong and what to do now. "
            f"At most {NOTICE_LENGTH} characters."
        )

    def reasons(self) -> Iterator[tuple[str, str]]:
        return (each for each in Reason.choices if each[0] not in NO_MERGER)


def _successors(item: Any) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What is published of the same kind, by language, the item's own first."""
    things = Thing.objects.public().published().filter(kind=item.kind).exclude(content_id=item.content_id)
    if item.kind == Kind.DISCLAIMER:
        alike = Disclaimer.objects.filter(live=True, purpose=item.purpose)
        things = things.filter(content_id__in=alike.values("translation_key"))
    own = item.locale.language_code
    rows = list(things.order_by("title", "pk").values_list("content_id", "locale", "title"))
    for locale, language in sorted(settings.WAGTAIL_CONTENT_LANGUAGES, key=lambda each: each[0] != own):
        group = [(f"{content_id} {each}", title) for content_id, each, title in rows if each == locale]
        if group:
            yield language, group
