"""Whether the words are still those that the reviewer saw."""

from datetime import date, timedelta

import pytest

from cms.editions.models import Thing
from cms.publishing.schedule import run_due
from tests.articles.factories import make_article
from tests.library.factories import edit, make_disclaimer, make_person
from tests.publishing.ledger import document_of, editions_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


@pytest.fixture
def reviewed():
    return make_article(reviewed_by=make_person(), reviewed_on=date(2026, 5, 4))


def state(page):
    return document_of(page)["review"]["state"]


def test_article_without_a_review_says_so():
    assert document_of(make_article())["review"] == {
        "state": "none",
        "reviewed_by": None,
        "reviewed_on": None,
        "next_review_on": None,
    }


def test_reviewed_article_names_its_reviewer(reviewed):
    review = document_of(reviewed)["review"]
    assert (review["state"], review["reviewed_on"]) == ("current", "2026-05-04")
    assert review["reviewed_by"]["name"] == "Clinical team"


def test_changed_words_are_no_longer_the_reviewed_ones(reviewed):
    assert state(edit(reviewed, summary="New words.")) == "changed"


def test_words_changed_back_are_the_reviewed_ones(reviewed):
    edit(reviewed, summary="New words.")
    assert state(edit(reviewed, summary="Why a short walk helps.")) == "current"


def test_changed_disclaimer_changes_what_was_reviewed(reviewed, disclaimer):
    edit(disclaimer, body="<p>Other words.</p>")
    assert state(reviewed) == "changed"


def test_new_review_sees_the_new_words(reviewed):
    assert state(edit(reviewed, summary="New words.", reviewed_on=date(2026, 6, 1))) == "current"


def test_renamed_address_is_not_a_change_of_words(reviewed):
    assert state(edit(reviewed, slug="walk")) == "current"


def test_review_falls_overdue_by_the_clock(reviewed):
    tomorrow = date.today() + timedelta(days=1)
    edit(reviewed, next_review_on=tomorrow)
    assert state(reviewed) == "current"
    type(reviewed).objects.filter(pk=reviewed.pk).update(next_review_on=date.today() - timedelta(days=1))
    Thing.objects.filter(content_id=reviewed.content_id).update(fresh_until="2026-01-01T00:00:00Z")
    assert run_due() == 1
    assert state(reviewed) == "overdue"
    assert editions_of(reviewed)[-1].because == {"reason": "review"}
    assert run_due() == 0
