"""What editors and time do, one act each, as the admin and the scheduler do it."""

import json
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from cms.articles.models import ArticleIndexPage, ArticlePage, GuidePage
from cms.library.models import Benefit, Disclaimer, Person, Topic
from tests.articles.factories import article_index
from tests.library.factories import locale, make_benefit, make_disclaimer, make_person, make_topic
from tests.publishing.scheduling import make_due, schedule

MODELS = (ArticlePage, GuidePage, Benefit, Disclaimer, Topic, Person)
WITHDRAWN = (ArticlePage, GuidePage, Benefit, Disclaimer, Topic)
EXPIRING = (ArticlePage, GuidePage, Benefit)
ADDRESSED = (ArticlePage, GuidePage, Benefit, Topic, Person)
MAKERS = {Benefit: make_benefit, Disclaimer: make_disclaimer, Topic: make_topic, Person: make_person}
LANGUAGES = ("en", "es")
WORDS = {
    ArticlePage: ("title", "summary"),
    GuidePage: ("title", "summary", "introduction"),
    Benefit: ("title", "body"),
    Disclaimer: ("title", "body"),
    Topic: ("name", "description", "body"),
    Person: ("name", "credentials", "role"),
}


RICH = ("body", "introduction")


def say(draft, word):
    """Put this word wherever the item has words."""
    for name in WORDS[type(draft)]:
        setattr(draft, name, f"<p>About {word}.</p>" if name in RICH else word)
    if isinstance(draft, ArticlePage):
        shared = (block for block in draft.body.raw_data if block["type"] == "benefits")
        draft.body = json.dumps([{"type": "text", "value": f"<p>About {word}.</p>"}, *shared])


def save_draft(item, word, **fields):
    draft = item.get_latest_revision_as_object()
    say(draft, word)
    for name, value in {"go_live_at": None, **fields}.items():
        setattr(draft, name, value)
    return draft.save_revision()


def revise(item, word, **fields):
    """Publish other words, and other values of these fields."""
    save_draft(item, word, **fields).publish()


def plan(item, word):
    """Other words go live in an hour."""
    draft = item.get_latest_revision_as_object()
    say(draft, word)
    words = {name: getattr(draft, name) for name in (*WORDS[type(item)], "body") if hasattr(draft, name)}
    schedule(item, timezone.now() + timedelta(hours=1), **words)


def planned(item):
    return item.revisions.filter(approved_go_live_at__isnull=False)


def bring_forward(item):
    """The hour is over, and the scheduler has not looked yet; what was planned may be read now."""
    make_due(item)
    [revision] = planned(item)
    return revision.content[WORDS[type(item)][0]]


def expire(item):
    past = timezone.now() - timedelta(seconds=1)
    type(item).objects.filter(pk=item.pk).update(expire_at=past)


def translate(source, word):
    copy = source.copy_for_translation(locale("es"))
    copy.save()
    say(copy, word)
    if hasattr(copy, "slug"):
        copy.slug = word.lower()
    copy.save_revision().publish()


def found_indexes():
    """Two places for articles in each language."""
    parent, identity = article_index().get_parent(), uuid4()
    article_index("es")
    for lang in LANGUAGES:
        other = ArticleIndexPage(title="Other", slug=f"other-{lang}", translation_key=identity)
        other.locale = locale(lang)
        parent.add_child(instance=other)


def move(page):
    """From under one index of its language to under the other."""
    indexes = ArticleIndexPage.objects.filter(locale=page.locale).exclude(pk=page.get_parent().pk)
    page.move(indexes.first(), pos="last-child")
