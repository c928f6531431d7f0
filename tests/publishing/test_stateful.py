"""Whatever editors do, in whatever order: the rules that always hold are held after every step."""

from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test

from cms.articles.models import ArticlePage, GuidePage
from cms.editions.models import Edition, Thing
from cms.publishing import cascade, schedule
from cms.publishing.audit import audit
from cms.publishing.heal import heal
from tests.publishing.acts import LANGUAGES, MODELS
from tests.publishing.editors import ACTS, Editors
from tests.publishing.ledger import documents_of
from tests.publishing.mirrors import (
    Mirrors,
    follow_from_zero,
    hub,
    make_partner_key,
    public_part,
    public_things,
)
from tests.publishing.showing import belonging, listed_disclaimers, missing_disclaimers

CLOSELY = 5
"""What is dear is asked after every so many steps."""


class Watched(Editors):
    """Editors whose every step is looked at by readers, by mirrors of the feed, and by the audit."""

    @initialize(seed=st.integers(min_value=0, max_value=2**16))
    def begin(self, seed):
        self.key = make_partner_key()
        self.mirrors, self.partners = Mirrors(Random(seed)), Mirrors(Random(seed), self.key)
        self.steps, self.seen, self.shown = 0, 0, {}

    @invariant()
    def mirrors_and_the_hub_agree(self):
        everything = hub()
        expected = public_part(everything)
        for mirror in (follow_from_zero(), self.mirrors.follow_one()):
            assert public_things(mirror, expected[1]) == expected
        for mirror in (follow_from_zero(self.key), self.partners.follow_one()):
            assert mirror.things == everything

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
            assert (str(key[0]) in listed[key[1]]) == page.is_public
            if not page.is_public:
                continue
            assert listed[key[1]][str(key[0])] == {each["text"] for each in held}
            if self.shown.get(key) != documents[key]["edition"]:
                assert not missing_disclaimers(documents[key], documents_of("site").popitem()[1])
            self.shown[key] = documents[key]["edition"]

    @invariant()
    def guides_hold_the_disclaimers_of_all_that_they_show(self):
        articles, guides = documents_of("article"), documents_of("guide")
        for page in GuidePage.objects.filter(live=True):
            document = guides[page.content_id, page.locale.language_code]
            shown = [
                articles[UUID(each["part"]["content_id"]), document["locale"]]
                for each in document["articles"]
            ]
            expected = set(map(str, belonging(page)))
            expected |= {each["part"]["content_id"] for article in shown for each in article["disclaimers"]}
            assert {each["part"]["content_id"] for each in document["disclaimers"]} == expected
            assert [(each["part"]["edition"], each["title"]) for each in document["articles"]] == [
                (article["edition"], article["title"]) for article in shown
            ]

    @invariant()
    def nothing_is_wrong_and_nothing_is_left_to_heal(self):
        self.steps += 1
        if self.steps % CLOSELY == 0:
            assert [str(finding) for finding in audit()] == []
            assert heal() == (0, [])


def _fail(*args, **kwargs):
    """In place of a logger: what the scheduler survives is a fault here all the same."""
    raise


@pytest.mark.django_db
@pytest.mark.parametrize("handful", [20, 1], ids=["at once", "in the background"])
def test_rules_hold_after_every_step(handful, monkeypatch):
    monkeypatch.setattr(cascade, "HANDFUL", handful)
    monkeypatch.setattr(schedule.logger, "exception", _fail)
    limits = settings(
        max_examples=4,
        stateful_step_count=2 * len(ACTS),
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Watched, settings=limits)
