"""The types of block that a body is made of. `compile.py` says what each becomes."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.library.models import TEXT_FEATURES

BODY_FEATURES = ["h2", "h3", *TEXT_FEATURES]
OWN_TITLE = "Leave empty for no heading."


def _text(**options: Any) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(features=TEXT_FEATURES, **options)


class BenefitItemBlock(blocks.StructBlock):
    """One numbered benefit: from the library, with this article's own words if need be, or written here."""

    benefit = SnippetChooserBlock(
        "library.Benefit",
        required=False,
        help_text="Choose one that is written already. When it changes, this article follows.",
    )
    title = blocks.CharBlock(
        required=False, max_length=200, help_text="Leave empty to use the chosen benefit's title."
    )
    text = _text(required=False, help_text="Leave empty to use the chosen benefit's words.")

    class Meta:
        icon = "check"
        label = "Benefit"
        form_layout = blocks.BlockGroup(
            [
                "benefit",
                blocks.BlockGroup(
                    ["title", "text"],
                    heading="Words of its own",
                    help_text="For this article only. Without a chosen benefit, write both.",
                    classname="collapsed",
                    icon="edit",
                    label_format="{title}",
                ),
            ]
        )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        missing = [name for name in ("title", "text") if not str(cleaned[name] or "").strip()]
        # A draft may be unfinished, as those with any other block may.
        if not self.is_deferred_validation and not cleaned["benefit"] and missing:
            message = "Choose a benefit from the library, or write a title and a text here."
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(message) for name in missing}
            )
        return cleaned


class BenefitsBlock(blocks.StructBlock):
    """A numbered run of benefits."""

    title = blocks.CharBlock(required=False, max_length=200, help_text=OWN_TITLE)
    items = blocks.ListBlock(
        BenefitItemBlock(), min_num=1, label="Benefits", help_text="They are numbered in this order."
    )

    class Meta:
        icon = "list-ol"
        help_text = "What a treatment does for the patient, numbered."


class StepBlock(blocks.StructBlock):
    """One step of a care path."""

    title = blocks.CharBlock(max_length=200)
    text = _text()

    class Meta:
        icon = "arrow-right"
        label = "Step"
        label_format = "{title}"


class StepsBlock(blocks.StructBlock):
    """What happens next, in order."""

    title = blocks.CharBlock(required=False, max_length=200, help_text=OWN_TITLE)
    items = blocks.ListBlock(StepBlock(), min_num=1, label="Steps")

    class Meta:
        icon = "order"
        help_text = "A care path: what happens next, in order."


class CalloutBlock(blocks.StructBlock):
    """A box that readers must not miss."""

    level = blocks.ChoiceBlock(
        choices=[("info", "Good to know"), ("caution", "Take care"), ("urgent", "Urgent: act now")],
        default="info",
        help_text="An urgent one ends with the telephone number of whoever shows the article.",
    )
    title = blocks.CharBlock(max_length=200)
    text = _text(help_text="Write no telephone number here: partners show their own.")

    class Meta:
        icon = "warning"
        label_format = "{title}"


class ImageBlock(blocks.StructBlock):
    """A picture among the words."""

    image = ImageChooserBlock()
    alt = blocks.CharBlock(
        required=False,
        max_length=300,
        label="What the picture shows",
        help_text="For screen readers. Leave empty to use the picture's own words.",
    )
    decorative = blocks.BooleanBlock(
        required=False, help_text="It adds nothing to the text: screen readers pass over it."
    )
    caption = blocks.CharBlock(required=False, max_length=300)

    class Meta:
        icon = "image"
        label_format = "{alt}"


class QuestionBlock(blocks.StructBlock):
    """A question that patients ask, and its answer."""

    question = blocks.CharBlock(max_length=300)
    answer = _text()

    class Meta:
        icon = "help"
        label = "Question"
        label_format = "{question}"


class QuestionsBlock(blocks.StructBlock):
    """Questions and answers."""

    title = blocks.CharBlock(required=False, max_length=200, help_text=OWN_TITLE)
    items = blocks.ListBlock(QuestionBlock(), min_num=1, label="Questions")

    class Meta:
        icon = "help"
        label = "Questions and answers"


class ReferenceBlock(blocks.StructBlock):
    """A source."""

    text = blocks.CharBlock(max_length=500, help_text="Who wrote it, its title, and the year.")
    url = blocks.URLBlock(required=False, label="Web address")

    class Meta:
        icon = "link"
        label = "Source"
        label_format = "{text}"


class ReferencesBlock(blocks.StructBlock):
    """The sources of what the article says."""

    title = blocks.CharBlock(required=False, max_length=200, help_text=OWN_TITLE)
    items = blocks.ListBlock(ReferenceBlock(), min_num=1, label="Sources")

    class Meta:
        icon = "openquote"


class BodyBlock(blocks.StreamBlock):
    """An article's body."""

    text = blocks.RichTextBlock(features=BODY_FEATURES, icon="pilcrow")
    benefits = BenefitsBlock()
    steps = StepsBlock()
    callout = CalloutBlock()
    image = ImageBlock()
    # The one language that its spreadsheet brings; any other is an error in the browser's console.
    table = TableBlock(
        icon="table", table_options={"language": "en-US"}, default={"table_header_choice": "row"}
    )
    questions = QuestionsBlock()
    references = ReferencesBlock()
