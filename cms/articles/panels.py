"""What editors fill in for an article, tab by tab."""

from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from cms.library.panels import review_tab, slug_panel

_PICTURE = MultiFieldPanel(
    [FieldPanel("hero_image"), FieldPanel("hero_alt")],
    heading="Picture",
    help_text="It stands above the article and in lists.",
)
_CODES = InlinePanel(
    "codes",
    [FieldPanel("system"), FieldRowPanel([FieldPanel("code"), FieldPanel("display")])],
    heading="Clinical codes",
    label="Code",
    help_text="Patient records and partner systems find the article by these.",
)
CONTENT = [
    TitleFieldPanel("title", placeholder="Title*"),
    FieldPanel("summary"),
    _PICTURE,
    FieldPanel("body"),
]
ABOUT = [
    MultipleChooserPanel(
        "topics",
        "topic",
        heading="Topics",
        label="Topic",
        help_text="The subjects that readers find it under.",
    ),
    MultipleChooserPanel(
        "authors", "person", heading="Authors", label="Author", help_text="Who wrote it, in the order shown."
    ),
    MultipleChooserPanel(
        "disclaimers",
        "disclaimer",
        heading="Disclaimers for this article",
        label="Disclaimer",
        help_text="Beside those that stand on every article, or on its topics, anyway.",
    ),
    MultipleChooserPanel(
        "related",
        "article",
        heading="Related articles",
        label="Related article",
        help_text="What to read next.",
    ),
    _CODES,
]
SETTINGS = [slug_panel(), FieldPanel("comments_open"), PublishingPanel(), CommentPanel()]

ARTICLE = TabbedInterface(
    [
        ObjectList(CONTENT, heading="Words"),
        ObjectList(ABOUT, heading="About"),
        review_tab("articles.review_articlepage"),
        ObjectList(SETTINGS, heading="Settings"),
    ]
)
INDEX = ObjectList([TitleFieldPanel("title"), slug_panel(), PublishingPanel()])
