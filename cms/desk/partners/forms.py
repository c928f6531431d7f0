"""The forms of a partner and of a new key."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from cms.editions.models import Kind, Thing
from cms.partners.models import Scope
from cms.partners.services import save_partner


def topic_choices() -> list[tuple[str, str]]:
    """Every published topic once, by its name in the default language if it has one."""
    things = (
        Thing.objects.public()
        .published()
        .filter(kind=Kind.TOPIC)
        .values_list("content_id", "locale", "title")
    )
    names: dict[UUID, str] = {}
    for content_id, locale, title in things.order_by("title"):
        if locale == settings.LANGUAGE_CODE or content_id not in names:
            names[content_id] = title
    return sorted(((str(content_id), name) for content_id, name in names.items()), key=lambda row: row[1])


class PartnerForm(WagtailAdminModelForm):
    """A partner, and the topics that it reads."""

    topics_read = forms.MultipleChoiceField(
        label="Topics",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="It reads the articles and guides of these; tick none for all. When you change them, its "
        "programs are told what they may read now, and what they may not.",
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["topics_read"]
        chosen = [str(each) for each in self._standing()]
        field.choices = topic_choices()
        known = {value for value, _ in field.choices}
        field.choices += [(each, "A topic that is not published") for each in chosen if each not in known]
        field.initial = chosen

    def save(self, commit: bool = True) -> Any:
        partner = super().save(commit=False)
        if commit:
            content_ids = [UUID(each) for each in self.cleaned_data["topics_read"]]
            save_partner(partner=partner, content_ids=content_ids, at=timezone.now())
        return partner

    def _standing(self) -> list[UUID]:
        if self.instance.pk is None:
            return []
        return list(self.instance.topics.standing().values_list("content_id", flat=True))


SCOPES = [
    (Scope.READ, "read articles and changes, see what it has read, and acknowledge recalls"),
    (Scope.WEBHOOKS, "make, change and delete webhooks, and see what was delivered"),
]


class KeyForm(forms.Form):
    """What a new key is to be good for."""

    scopes = forms.MultipleChoiceField(
        label="It may", choices=SCOPES, widget=forms.CheckboxSelectMultiple, initial=[Scope.READ]
    )
    expires_on = forms.DateField(
        label="Good until the end of",
        required=False,
        widget=AdminDateInput,
        help_text="Leave empty for a key that stands until it is revoked.",
    )
    note = forms.CharField(
        label="Note", max_length=120, required=False, help_text="Which program or person has it."
    )

    def clean_expires_on(self) -> date | None:
        day: date | None = self.cleaned_data["expires_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("That day is over. Choose a later one.")
        return day

    @property
    def expires_at(self) -> datetime | None:
        """The end of that day, in the clinic's time zone."""
        day = self.cleaned_data["expires_on"]
        return timezone.make_aware(datetime.combine(day, time.max)) if day else None
