"""What editors fill in for an article or a guide, tab by tab."""

from django.forms import RadioSelect
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultipleChooserPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from cms.library.panels import review_tab, slug_panel

TITLED = [
    TitleFieldPanel("title", placeholder="Title*", help_text="What readers see above it and in lists."),
    FieldPanel("summary"),
    FieldPanel("hero_image", help_text="It stands above the words and in lists."),
    FieldPanel("hero_alt"),
]
TOPICS = MultipleChooserPanel("topics", "topic", heading="Topics", label="Topic")
ABOUT = [
    TOPICS,
    MultipleChooserPanel("authors", "person", heading="Authors", label="Author"),
    MultipleChooserPanel(
        "disclaimers",
        "disclaimer",
        heading="Disclaimers for this article",
        label="Disclaimer",
        help_text="Beside those that stand on every article, or on its topics, anyway.",
    ),
    MultipleChooserPanel("related", "article", heading="Related articles", label="Related article"),
    InlinePanel(
        "codes",
        [FieldRowPanel([FieldPanel("system"), FieldPanel("code")]), FieldPanel("display")],
        heading="Clinical codes",
        label="Code",
        help_text="Patient records and partner systems find the article by these.",
    ),
]
SLUG_HELP = "The last part of its web address. When you change it, the old address leads to the new one."
SETTINGS = [
    slug_panel(SLUG_HELP),
    FieldPanel("audience", widget=RadioSelect),
    FieldPanel("comments_open"),
    PublishingPanel(),
    CommentPanel(),
]
ABOUT_GUIDE = [
    TOPICS,
    MultipleChooserPanel(
        "disclaimers",
        "disclaimer",
        heading="Disclaimers for this guide",
        label="Disclaimer",
        help_text="Beside those that stand on every article, on its topics, or on its articles, anyway.",
    ),
]

ARTICLE = TabbedInterface(
    [
        ObjectList([*TITLED, FieldPanel("body")], heading="Words"),
        ObjectList(ABOUT, heading="About"),
        review_tab("articles.review_articlepage"),
        ObjectList(SETTINGS, heading="Settings"),
    ]
)
GUIDE = TabbedInterface(
    [
        ObjectList(
            [
                *TITLED,
                FieldPanel("introduction"),
                MultipleChooserPanel(
                    "articles",
                    "article",
                    heading="Articles",
                    label="Article",
                    help_text="Readers are led through them in this order.",
                ),
            ],
            heading="Words",
        ),
        ObjectList(ABOUT_GUIDE, heading="About"),
        review_tab("articles.review_guidepage"),
        ObjectList([slug_panel(SLUG_HELP), PublishingPanel(), CommentPanel()], heading="Settings"),
    ]
)
INDEX = TabbedInterface(
    [ObjectList([TitleFieldPanel("title"), slug_panel(), PublishingPanel()], heading="Folder")]
)
