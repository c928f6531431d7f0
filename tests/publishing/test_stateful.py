"""Whatever editors do, in whatever order: the rules that always hold are held after every step."""

from itertools import count
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from cms.articles.models import ArticlePage
from cms.editions.models import Edition, Thing
from cms.library.models import Benefit, Disclaimer, Person, Topic
from cms.publishing import cascade, schedule
from cms.publishing.audit import audit
from cms.publishing.drain import drain_all
from cms.publishing.heal import heal
from cms.publishing.models import Reason, Severity, Withdrawal
from cms.publishing.refusals import PublishRefused
from cms.publishing.unit import unit
from cms.publishing.withdrawals import Terms, restore, withdraw
from tests.articles.factories import TEXT, benefits, make_article
from tests.library.factories import locale, make_disclaimer
from tests.publishing import acts
from tests.publishing.acts import ADDRESSED, EXPIRING, LANGUAGES, MAKERS, MODELS, WITHDRAWN
from tests.publishing.ledger import documents_of
from tests.publishing.mirrors import Mirrors, follow_from_zero, hub
from tests.publishing.showing import belonging, listed_disclaimers, missing_disclaimers

REFUSALS = (PublishRefused, ProtectedError, ValidationError)
UNMERGED = tuple(reason for reason in Reason.values if reason != "merged")
WAYS = {
    "withdraw": {},
    "merge": {"reason": ("merged",)},
    "recall": {"severity": tuple(Severity.values), "notice": ("Stop.",)},
}
CLOSELY = 5
"""What is dear is asked after every so many steps."""


class Editors(RuleBasedStateMachine):
    """Editors at work, readers who are shown what they publish, and mirrors that follow the feed."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.numbers, self.secrets = count(), set()
        self.steps, self.seen, self.shown = 0, 0, {}
        acts.found_indexes()
        self.always = make_disclaimer("Always")
        parts = {model: make(self.word()) for model, make in MAKERS.items()}
        chosen = {"topics": [parts[Topic]], "authors": [parts[Person]], "disclaimers": [parts[Disclaimer]]}
        make_article(self.word(), body=[TEXT, benefits(parts[Benefit])], **chosen)

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def word(self):
        return f"Word{next(self.numbers)}x"

    def secret(self):
        """A word that no edition may hold, until the moment comes that it was planned for."""
        word = f"Unsaid{next(self.numbers)}x"
        self.secrets.add(word)
        return word

    def any_of(self, data, model, **found_by):
        """What is drained cannot refuse the editor's act any more: there, one disclaimer always stays."""
        kept = self.always.pk if model is Disclaimer and cascade.HANDFUL == 1 else None
        rows = list(model.objects.filter(**found_by).exclude(pk=kept).order_by("pk"))
        return data.draw(st.sampled_from(rows)) if rows else None

    def attempt(self, act, *args, **fields):
        """As a request does it: a unit, which a refusal undoes."""
        try:
            with unit():
                act(*args, **fields)
        except REFUSALS:
            pass
        drain_all()

    def let_time_pass(self):
        schedule.run_due()
        drain_all()

    @initialize(seed=st.integers(min_value=0, max_value=2**16))
    def begin(self, seed):
        self.mirrors = Mirrors(Random(seed))

    @rule(data=st.data(), live=st.booleans())
    def write_article(self, data, live):
        chosen = {"topics": Topic, "authors": Person, "disclaimers": Disclaimer, "related": ArticlePage}
        fields = {name: data.draw(_some(model)) for name, model in chosen.items()}
        body = [TEXT, *([benefits(*items)] if (items := data.draw(_some(Benefit))) else [])]
        self.attempt(make_article, self.word() if live else self.secret(), body=body, live=live, **fields)

    @rule(model=st.sampled_from((Benefit, Topic, Person)), live=st.booleans())
    def write_part(self, model, live):
        self.attempt(MAKERS[model], self.word() if live else self.secret(), live=live)

    @rule(data=st.data(), live=st.booleans(), everywhere=st.booleans())
    def write_disclaimer(self, data, live, everywhere):
        title = self.word() if live else self.secret()
        words = {"body": f"<p>About {title}.</p>", "on_every_article": everywhere}
        self.attempt(make_disclaimer, title, live=live, topics=data.draw(_some(Topic)), **words)

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def translate(self, data, model):
        source = self.any_of(data, model, locale=locale())
        done = source and model.objects.filter(translation_key=source.translation_key, locale=locale("es"))
        if source and not done:
            self.attempt(acts.translate, source, self.word())

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def draft(self, data, model):
        if item := self.any_of(data, model):
            self.attempt(acts.save_draft, item, self.secret())

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def publish_new_words(self, data, model):
        if item := self.any_of(data, model):
            self.attempt(acts.revise, item, self.word())

    @rule(data=st.data(), model=st.sampled_from(ADDRESSED))
    def rename(self, data, model):
        if item := self.any_of(data, model):
            slug = data.draw(st.sampled_from(("one", "two", self.word().lower())))
            self.attempt(acts.revise, item, self.word(), slug=slug)

    @rule(data=st.data(), everywhere=st.booleans(), purpose=st.sampled_from(("medical", "emergency")))
    def change_scope(self, data, everywhere, purpose):
        if item := self.any_of(data, Disclaimer):
            scope = {"on_every_article": everywhere, "topics": data.draw(_some(Topic)), "purpose": purpose}
            self.attempt(acts.revise, item, self.word(), **scope)

    @rule(data=st.data())
    def move(self, data):
        if page := self.any_of(data, ArticlePage):
            self.attempt(acts.move, page)

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def plan(self, data, model):
        if item := self.any_of(data, model):
            self.attempt(acts.plan, item, self.secret())

    @rule(data=st.data())
    def moment_of_a_plan_comes(self, data):
        items = [item for model in MODELS for item in model.objects.order_by("pk") if acts.planned(item)]
        if items:
            self.secrets.discard(acts.bring_forward(data.draw(st.sampled_from(items))))
            self.let_time_pass()

    @rule(data=st.data(), model=st.sampled_from(EXPIRING))
    def expire(self, data, model):
        if item := self.any_of(data, model, live=True):
            acts.expire(item)
            self.let_time_pass()

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def unpublish(self, data, model):
        if item := self.any_of(data, model, live=True):
            self.attempt(item.unpublish)

    @rule(data=st.data(), model=st.sampled_from(WITHDRAWN), way=st.sampled_from(sorted(WAYS)))
    def withdraw(self, data, model, way):
        if item := self.any_of(data, model, live=True):
            others = model.objects.filter(live=True).exclude(translation_key=item.content_id).order_by("pk")
            keys = [(other.content_id, other.locale.language_code) for other in others]
            self.attempt(withdraw, item, data.draw(_terms(way, keys)))

    @rule(data=st.data())
    def restore(self, data):
        if standing := list(Withdrawal.objects.standing().order_by("pk")):
            self.attempt(restore, data.draw(st.sampled_from(standing)))

    @rule(data=st.data(), model=st.sampled_from(MODELS))
    def delete(self, data, model):
        if item := self.any_of(data, model):
            self.attempt(item.delete)

    @invariant()
    def mirrors_and_the_hub_agree(self):
        expected = hub()
        assert follow_from_zero().things == expected
        assert self.mirrors.follow_one().things == expected

    @invariant()
    def no_draft_is_ever_published(self):
        for edition in Edition.objects.filter(sequence__gt=self.seen).order_by("sequence"):
            said = bytes(edition.document).decode() + bytes(edition.listing or b"").decode()
            assert not [secret for secret in self.secrets if secret in said]
            self.seen = edition.sequence

    @invariant()
    def live_rows_are_what_is_published(self):
        for model in MODELS:
            live = model.objects.filter(live=True).values_list("translation_key", "locale__language_code")
            published = Thing.objects.published().filter(kind=model.kind)
            assert set(live) == set(published.values_list("content_id", "locale"))

    @invariant()
    def articles_hold_their_disclaimers(self):
        """Each form is looked at once for each edition: it is made of that edition alone."""
        listed = {lang: listed_disclaimers(lang) for lang in LANGUAGES}
        documents = documents_of("article")
        for page in ArticlePage.objects.filter(live=True):
            key = (page.content_id, page.locale.language_code)
            held = documents[key]["disclaimers"]
            assert {each["part"]["content_id"] for each in held} == set(map(str, belonging(page)))
            assert any(each["purpose"] == "medical" for each in held)
            assert listed[key[1]][str(key[0])] == {each["text"] for each in held}
            if self.shown.get(key) != documents[key]["edition"]:
                assert not missing_disclaimers(documents[key], documents_of("site").popitem()[1])
            self.shown[key] = documents[key]["edition"]

    @invariant()
    def nothing_is_wrong_and_nothing_is_left_to_heal(self):
        self.steps += 1
        if self.steps % CLOSELY == 0:
            assert [str(finding) for finding in audit()] == []
            assert heal() == (0, [])


def _some(model):
    rows = list(model.objects.filter(locale=locale()).order_by("pk"))
    return st.lists(st.sampled_from(rows), unique=True, max_size=2) if rows else st.just([])


def _terms(way, keys):
    """What is said of what is withdrawn in this way; some of it does not hold together, and is refused."""
    choices = {"notice": ("Ask us.", "Ask us.", ""), "shown_in_articles": (True, False), **WAYS[way]}
    choices = {"reason": UNMERGED, "successor": (*keys, None), **choices}
    return st.builds(Terms, **{name: st.sampled_from(values) for name, values in choices.items()})


def _fail(*args, **kwargs):
    """In place of a logger: what the scheduler survives is a fault here all the same."""
    raise


@pytest.mark.django_db
@pytest.mark.parametrize("handful", [20, 1], ids=["at once", "in the background"])
def test_rules_hold_after_every_step(handful, monkeypatch):
    monkeypatch.setattr(cascade, "HANDFUL", handful)
    monkeypatch.setattr(schedule.logger, "exception", _fail)
    limits = settings(
        max_examples=6,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Editors, settings=limits)
