"""What editors fill in for each kind of part, tab by tab."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import SlugInput

from .models import Topic


class ReviewFieldPanel(FieldPanel):
    """A field that reviewers fill, and everybody else reads: Wagtail alone would hide it from them."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None and self.bound_field is None:
                self.read_only = True
                self.heading = self.panel.heading or capfirst(self.panel.db_field.verbose_name)
                self.help_text = ""

        def is_shown(self) -> bool:
            return True


def review_tab(permission: str) -> ObjectList:
    fields = ("reviewed_by", "reviewed_on", "next_review_on")
    panel = MultiFieldPanel(
        [ReviewFieldPanel(name, permission=permission) for name in fields],
        heading="Clinical review",
        help_text="Filled in by a reviewer. Readers see who checked these words, and when.",
    )
    return ObjectList([panel], heading="Review")


def slug_panel(help_text: str = "") -> FieldPanel:
    return FieldPanel("slug", widget=SlugInput, help_text=help_text)


def _named(name: str) -> TitleFieldPanel:
    """A plain field that fills in the slug: the editor's header shows the name large enough."""
    return TitleFieldPanel(name, classname="", placeholder=False)


class DisclaimerForm(WagtailAdminModelForm):
    """Offers the topics of the disclaimer's own language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "topics" in self.fields and self.instance.locale_id:
            self.fields["topics"].queryset = Topic.objects.filter(locale_id=self.instance.locale_id)


BENEFIT = TabbedInterface(
    [
        ObjectList([_named("title"), FieldPanel("body"), slug_panel(), PublishingPanel()], heading="Words"),
        review_tab("library.review_benefit"),
    ]
)
DISCLAIMER = TabbedInterface(
    [
        ObjectList(
            [FieldPanel("title"), FieldPanel("purpose"), FieldPanel("body"), PublishingPanel()],
            heading="Words",
        ),
        ObjectList(
            [
                FieldPanel("on_every_article"),
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                FieldPanel("urgent"),
            ],
            heading="Where it shows",
        ),
        review_tab("library.review_disclaimer"),
    ],
    base_form_class=DisclaimerForm,
)
TOPIC = ObjectList(
    [_named("name"), FieldPanel("description"), FieldPanel("body"), slug_panel(), PublishingPanel()]
)
PERSON = ObjectList(
    [_named("name"), FieldPanel("credentials"), FieldPanel("role"), slug_panel(), PublishingPanel()]
)
SITE_PROFILE = TabbedInterface(
    [
        ObjectList(
            [FieldPanel("name"), FieldPanel("tagline"), FieldPanel("attribution")], heading="The clinic"
        ),
        ObjectList(
            [FieldPanel(name) for name in ("phone", "email", "contact_url", "address")], heading="Contact"
        ),
        ObjectList([FieldPanel("emergency"), FieldPanel("crisis")], heading="Emergencies"),
    ]
)
