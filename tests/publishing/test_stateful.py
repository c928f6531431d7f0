"""Whatever editors do, in whatever order: the rules that always hold are held after every step."""

import json
from itertools import count

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cms.articles.models import ArticlePage
from cms.editions.models import Edition, Thing
from cms.library.models import Benefit, Disclaimer, Topic
from cms.publishing import cascade
from cms.publishing.audit import audit
from cms.publishing.drain import drain_all
from cms.publishing.heal import heal
from cms.publishing.refusals import PublishRefused
from cms.publishing.unit import unit
from tests.articles.factories import TEXT, article_index, benefits, make_article
from tests.library.factories import edit, locale, make_benefit, make_disclaimer, make_topic
from tests.publishing.ledger import document_of

MODELS = (ArticlePage, Benefit, Disclaimer, Topic)
UNSAID = "unsaid"


class Editors(RuleBasedStateMachine):
    """Editors at work, and a mirror that follows the feed from step to step."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.numbers, self.mirror, self.cursor = count(), {}, ""
        self.always = make_disclaimer("Always")
        article_index("es")

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def kept(self, model):
        """What is drained cannot refuse the editor's act any more: there, one disclaimer always stays."""
        return self.always.pk if model is Disclaimer and cascade.HANDFUL == 1 else None

    def word(self):
        return f"Word{next(self.numbers)}"

    def any_of(self, data, model, **found_by):
        rows = list(model.objects.filter(**found_by).exclude(pk=self.kept(model)).order_by("pk"))
        return data.draw(st.sampled_from(rows)) if rows else None

    def attempt(self, act, *args, **fields):
        """As a request does it: a unit, which a refusal undoes."""
        try:
            with unit():
                act(*args, **fields)
        except (PublishRefused, ProtectedError):
            pass
        drain_all()

    @rule(data=st.data(), live=st.booleans())
    def write_article(self, data, live):
        chosen = {
            "topics": Topic.objects.filter(locale=locale()),
            "disclaimers": Disclaimer.objects.filter(locale=locale()),
            "related": ArticlePage.objects.filter(locale=locale()),
        }
        used = Benefit.objects.filter(locale=locale())
        fields = {name: data.draw(_some(rows)) for name, rows in chosen.items()}
        body = [TEXT, *([benefits(*items)] if (items := data.draw(_some(used))) else [])]
        self.attempt(make_article, self.word(), body=body, live=live, **fields)

    @rule(live=st.booleans())
    def write_topic(self, live):
        self.attempt(make_topic, self.word(), live=live)

    @rule(live=st.booleans())
    def write_benefit(self, live):
        self.attempt(make_benefit, self.word(), live=live)

    @rule(data=st.data(), live=st.booleans(), everywhere=st.booleans())
    def write_disclaimer(self, data, live, everywhere):
        topics = data.draw(_some(Topic.objects.filter(locale=locale())))
        title = self.word()
        words = {"body": f"<p>About {title}.</p>", "on_every_article": everywhere}
        self.attempt(make_disclaimer, title, live=live, topics=topics, **words)

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def translate(self, data, model):
        source = self.any_of(data, model, locale=locale())
        done = source and model.objects.filter(translation_key=source.translation_key, locale=locale("es"))
        if source and not done:
            self.attempt(_translate, source, self.word().lower())

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def draft(self, data, model):
        if item := self.any_of(data, model):
            draft = item.get_latest_revision_as_object()
            setattr(draft, _name_of(model), UNSAID)
            self.attempt(draft.save_revision)

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def publish_new_words(self, data, model):
        if item := self.any_of(data, model):
            self.attempt(edit, item, **{_name_of(model): self.word()})

    @rule(data=st.data(), model=st.sampled_from((ArticlePage, Benefit, Topic)))
    def rename(self, data, model):
        if item := self.any_of(data, model):
            slug = data.draw(st.sampled_from(("one", "two", self.word().lower())))
            self.attempt(edit, item, slug=slug, **{_name_of(model): self.word()})

    @rule(data=st.data(), everywhere=st.booleans(), purpose=st.sampled_from(("medical", "emergency")))
    def change_scope(self, data, everywhere, purpose):
        if item := self.any_of(data, Disclaimer):
            topics = data.draw(_some(Topic.objects.filter(locale=item.locale)))
            scope = {"on_every_article": everywhere, "topics": topics, "purpose": purpose}
            self.attempt(edit, item, title=self.word(), **scope)

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def unpublish(self, data, model):
        if item := self.any_of(data, model, live=True):
            self.attempt(item.unpublish)

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def delete(self, data, model):
        if item := self.any_of(data, model):
            self.attempt(item.delete)

    @invariant()
    def mirror_equals_the_hub(self):
        while True:
            url = f"/api/v1/changes/?include=document{self.cursor and f'&cursor={self.cursor}'}"
            page = Client().get(url).json()
            self.mirror |= {(each["content_id"], each["locale"]): each for each in page["changes"]}
            self.cursor = page["next"]
            if not page["more"]:
                break
        things = Thing.objects.select_related("current")
        assert {key: (each["state"], each["document"]) for key, each in self.mirror.items()} == {
            (str(thing.content_id), thing.locale): (thing.state, json.loads(thing.current.document))
            for thing in things
        }

    @invariant()
    def no_draft_is_ever_published(self):
        assert not any(UNSAID.encode() in bytes(edition.document) for edition in Edition.objects.all())

    @invariant()
    def live_rows_are_what_is_published(self):
        for model in MODELS:
            live = model.objects.filter(live=True).values_list("translation_key", "locale__language_code")
            published = Thing.objects.published().filter(kind=model.kind)
            assert set(live) == set(published.values_list("content_id", "locale"))

    @invariant()
    def articles_hold_their_disclaimers(self):
        for page in ArticlePage.objects.filter(live=True):
            document = document_of(page)
            held = document["disclaimers"]
            assert {each["part"]["content_id"] for each in held} == {
                str(content_id) for content_id in _belonging(page)
            }
            assert any(each["purpose"] == "medical" for each in held)
            for form in (document["body_html"], document["body_markdown"]):
                assert all(each["text"] in form for each in held)

    @invariant()
    def an_audit_finds_nothing_wrong(self):
        assert [str(finding) for finding in audit()] == []

    @invariant()
    def nothing_is_left_to_heal(self):
        assert heal() == (0, [])


def _some(rows):
    return st.lists(st.sampled_from(list(rows)), unique=True, max_size=2) if rows else st.just([])


def _name_of(model):
    return "name" if model is Topic else "title"


def _translate(source, slug):
    copy = source.copy_for_translation(locale("es"))
    copy.save()
    setattr(copy, _name_of(type(source)), slug)
    if hasattr(copy, "slug"):
        copy.slug = slug
    copy.save_revision().publish()


def _belonging(page):
    """The live disclaimers of an article by the words of the rule: on everything, by topic, or chosen."""
    topics = {row.topic.content_id for row in page.topics.all()}
    chosen = {row.disclaimer.content_id for row in page.disclaimers.all()}
    languages = {"en", page.locale.language_code}
    for each in Disclaimer.objects.filter(live=True, locale__language_code__in=languages):
        scope = {topic.content_id for topic in each.topics.all()}
        if each.on_every_article or scope & topics or each.content_id in chosen:
            yield each.content_id


@pytest.mark.django_db
@pytest.mark.parametrize("handful", [20, 1], ids=["at once", "in the background"])
def test_rules_hold_after_every_step(handful, monkeypatch):
    monkeypatch.setattr(cascade, "HANDFUL", handful)
    limits = settings(
        max_examples=12,
        stateful_step_count=12,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Editors, settings=limits)
