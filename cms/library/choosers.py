"""Choosing a part while writing, and making a new one without leaving the article."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.admin.panels import TitleFieldPanel
from wagtail.admin.widgets import SlugInput
from wagtail.models import Locale
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView

from .bases import LibraryModel
from .models import Benefit, Person, Topic


class PartForm(forms.ModelForm):
    """The few fields that a new part needs. Its prefix keeps it apart from the article's own fields."""

    prefix = "part"
    named_by = "name"
    locale = forms.ModelChoiceField(Locale.objects.all(), label="Language", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locale"].initial = Locale.get_default()
        self.fields["slug"].widget = SlugInput()
        self.fields[self.named_by].widget.attrs.update(
            {
                "data-controller": "w-sync",
                "data-action": " ".join(TitleFieldPanel.BoundPanel.apply_actions),
                "data-w-sync-target-value": f"#{self['slug'].id_for_label}",
            }
        )
        self.fields[self.named_by].help_text = "Saved as a draft. Publish it before you publish the article."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        # Models check that the slug is free in this language, so they must know it.
        self.instance.locale = cleaned.get("locale") or Locale.get_default()
        return cleaned


class BenefitForm(PartForm):
    named_by = "title"

    class Meta:
        model = Benefit
        fields = ["title", "slug", "body"]


class TopicForm(PartForm):
    class Meta:
        model = Topic
        fields = ["name", "slug", "description"]


class PersonForm(PartForm):
    class Meta:
        model = Person
        fields = ["name", "slug", "credentials", "role"]


class PartCreateView(SnippetCreateView):
    """Keeps the first revision, so that the new part's history begins with who made it."""

    def save_form(self, form: PartForm) -> LibraryModel:
        part: LibraryModel = form.save()
        part.save_revision(user=self.request.user, log_action="wagtail.create")
        return part


class PartChooserViewSet(SnippetChooserViewSet):
    """Offers parts in the order of their list, not in that of their making."""

    create_view_class = PartCreateView
    search_tab_label = "Choose"
    creation_tab_label = "Write a new one"
    create_action_label = "Save draft and choose"

    def get_object_list(self) -> QuerySet[Any]:
        return self.model.objects.order_by(self.model.snippet_viewset.ordering)


class BenefitChooserViewSet(PartChooserViewSet):
    creation_form_class = BenefitForm


class TopicChooserViewSet(PartChooserViewSet):
    creation_form_class = TopicForm


class PersonChooserViewSet(PartChooserViewSet):
    creation_form_class = PersonForm
