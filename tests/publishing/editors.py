"""Editors who do anything, in any order, and the clock, for tests by chance."""

from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from cms.articles.models import ArticlePage, GuidePage
from cms.library.models import Benefit, Disclaimer, Person, Topic
from cms.publishing import cascade, schedule
from cms.publishing.drain import drain_all
from cms.publishing.models import Reason, Severity, Withdrawal
from cms.publishing.refusals import PublishRefused
from cms.publishing.unit import unit
from cms.publishing.withdrawals import Terms, restore, withdraw
from tests.articles.factories import TEXT, benefits, make_article, make_guide
from tests.library.factories import locale, make_disclaimer
from tests.publishing import acts
from tests.publishing.acts import ADDRESSED, EXPIRING, MAKERS, MODELS, WITHDRAWN

ACTS = (
    "write_article",
    "write_guide",
    "write_part",
    "write_disclaimer",
    "translate",
    "save_draft",
    "publish_new_words",
    "rename",
    "change_scope",
    "change_audience",
    "move",
    "plan",
    "see_a_plan_come_true",
    "expire",
    "unpublish",
    "withdraw",
    "withdraw",
    "restore",
    "restore",
    "delete",
)
REFUSALS = (PublishRefused, ProtectedError, ValidationError)
UNMERGED = tuple(reason for reason in Reason.values if reason != "merged")
RECALL = {"severity": tuple(Severity.values), "notice": ("Stop.",)}
WAYS: tuple[dict[str, tuple[str, ...]], ...] = ({}, {"reason": ("merged",)}, RECALL)


class Editors(RuleBasedStateMachine):
    """Editors at work, and the clock. Each step is one act; all of them are done, in an order by chance, and
    then all again in another: left to itself, chance does one thing often and another never."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.numbers, self.secrets, self.deck = count(), set(), []
        acts.found_indexes()
        self.always = make_disclaimer("Always")
        parts = {model: make(self.word()) for model, make in MAKERS.items()}
        chosen = {"topics": [parts[Topic]], "authors": [parts[Person]], "disclaimers": [parts[Disclaimer]]}
        article = make_article(self.word(), body=[TEXT, benefits(parts[Benefit])], **chosen)
        make_guide(self.word(), [article])

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

    @rule(data=st.data())
    def act(self, data):
        self.draw = data.draw
        self.deck = self.deck or list(data.draw(st.permutations(ACTS)))
        getattr(self, self.deck.pop())()

    def any_of(self, model, **found_by):
        """What is drained cannot refuse the editor's act any more: there, one disclaimer always stays."""
        kept = self.always.pk if model is Disclaimer and cascade.HANDFUL == 1 else None
        rows = list(model.objects.filter(**found_by).exclude(pk=kept).order_by("pk"))
        return self.one(rows) if rows else None

    def one(self, choices):
        return self.draw(st.sampled_from(list(choices)))

    def some(self, model):
        rows = list(model.objects.filter(locale=locale()).order_by("pk"))
        return self.draw(st.lists(st.sampled_from(rows), unique=True, max_size=2)) if rows else []

    def perhaps(self):
        return self.one((True, False))

    def title(self, *, live):
        return self.word() if live else self.secret()

    def write_article(self):
        live = self.perhaps()
        chosen = {"topics": Topic, "authors": Person, "disclaimers": Disclaimer, "related": ArticlePage}
        fields = {name: self.some(model) for name, model in chosen.items()}
        body = [TEXT, *([benefits(*items)] if (items := self.some(Benefit)) else [])]
        self.attempt(make_article, self.title(live=live), body=body, live=live, **fields)

    def write_guide(self):
        live = self.perhaps()
        chosen = {"topics": Topic, "disclaimers": Disclaimer, "articles": ArticlePage}
        fields = {name: self.some(model) for name, model in chosen.items()}
        self.attempt(make_guide, self.title(live=live), live=live, **fields)

    def write_part(self):
        live = self.perhaps()
        self.attempt(MAKERS[self.one((Benefit, Topic, Person))], self.title(live=live), live=live)

    def write_disclaimer(self):
        live = self.perhaps()
        title, scope = self.title(live=live), {"on_every_article": self.perhaps(), "topics": self.some(Topic)}
        self.attempt(make_disclaimer, title, body=f"<p>About {title}.</p>", live=live, **scope)

    def translate(self):
        model = self.one(MODELS)
        if source := self.any_of(model, locale=locale()):
            copies = model.objects.filter(translation_key=source.translation_key, locale=locale("es"))
            if not copies.exists():
                self.attempt(acts.translate, source, self.word())

    def save_draft(self):
        if item := self.any_of(self.one(MODELS)):
            self.attempt(acts.save_draft, item, self.secret())

    def publish_new_words(self):
        if item := self.any_of(self.one(MODELS)):
            self.attempt(acts.revise, item, self.word())

    def rename(self):
        if item := self.any_of(self.one(ADDRESSED)):
            slug = self.one(("one", "two", self.word().lower()))
            self.attempt(acts.revise, item, self.word(), slug=slug)

    def change_scope(self):
        if item := self.any_of(Disclaimer):
            scope = {"on_every_article": self.perhaps(), "topics": self.some(Topic)}
            self.attempt(acts.revise, item, self.word(), purpose=self.one(("medical", "emergency")), **scope)

    def change_audience(self):
        """What everybody reads becomes one for partners, or the other way round."""
        if page := self.any_of(ArticlePage, live=True):
            self.attempt(acts.revise, page, self.word(), audience="partners" if page.is_public else "public")

    def move(self):
        if page := self.any_of(self.one((ArticlePage, GuidePage))):
            self.attempt(acts.move, page)

    def plan(self):
        if item := self.any_of(self.one(MODELS)):
            self.attempt(acts.plan, item, self.secret())

    def see_a_plan_come_true(self):
        items = [item for model in MODELS for item in model.objects.order_by("pk") if acts.planned(item)]
        if items:
            self.secrets.discard(acts.bring_forward(self.one(items)))
            self.let_time_pass()

    def expire(self):
        if item := self.any_of(self.one(EXPIRING), live=True):
            acts.expire(item)
            self.let_time_pass()

    def unpublish(self):
        if item := self.any_of(self.one(MODELS), live=True):
            self.attempt(item.unpublish)

    def withdraw(self):
        model = self.one(WITHDRAWN)
        if item := self.any_of(model, live=True):
            others = model.objects.filter(live=True).exclude(translation_key=item.content_id).order_by("pk")
            keys = [(other.content_id, other.locale.language_code) for other in others]
            self.attempt(withdraw, item, self.terms(keys))

    def terms(self, keys):
        """What is said of what is withdrawn; some of it does not hold together, and is refused."""
        choices = {"notice": ("Ask us.", "Ask us.", ""), "shown_in_articles": (True, False)}
        choices |= {"reason": UNMERGED, "successor": (*keys, None), **self.one(WAYS)}
        return Terms(**{name: self.one(values) for name, values in choices.items()})

    def restore(self):
        if standing := Withdrawal.objects.standing().order_by("pk"):
            self.attempt(restore, self.one(standing))

    def delete(self):
        if item := self.any_of(self.one(MODELS)):
            self.attempt(item.delete)
