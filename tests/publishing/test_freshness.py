"""How long what is published may be kept: never beyond the moment at which time changes it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.publishing.drain import drain_all
from cms.publishing.models import ReviewPolicy
from cms.publishing.schedule import run_due
from cms.publishing.unit import unit
from tests.articles.factories import benefits, make_article
from tests.library.factories import edit, make_benefit, make_disclaimer, make_person
from tests.publishing.ledger import document_of, editions_of, thing_of
from tests.publishing.scheduling import make_due, schedule

pytestmark = pytest.mark.django_db
SOON = timezone.now().replace(microsecond=0) + timedelta(hours=1)
LATER = SOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def test_article_is_fresh_for_ever_where_time_changes_nothing():
    assert thing_of(make_article()).fresh_until is None


def test_article_is_fresh_until_it_expires():
    page = make_article()
    edit(page, expire_at=SOON)
    assert thing_of(page).fresh_until == SOON


def test_article_is_fresh_until_its_scheduled_change():
    page = make_article()
    schedule(page, SOON, title="Scheduled")
    assert (thing_of(page).fresh_until, len(editions_of(page))) == (SOON, 1)


def test_article_is_fresh_until_the_scheduled_change_of_a_part(disclaimer):
    page = make_article()
    schedule(disclaimer, SOON, body="<p>Scheduled.</p>")
    assert thing_of(page).fresh_until == SOON
    assert thing_of(make_article("Newer")).fresh_until == SOON


def test_earliest_of_several_moments_counts():
    first, second = make_benefit("First"), make_benefit("Second")
    page = make_article(body=[benefits(first, second)])
    schedule(first, LATER, title="Scheduled")
    schedule(second, SOON, title="Scheduled")
    assert thing_of(page).fresh_until == SOON


def test_schedule_that_was_taken_back_counts_no_more():
    page = make_article()
    schedule(page, SOON, title="Scheduled")
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    assert thing_of(page).fresh_until is None


def test_scheduled_change_of_a_part_reaches_its_articles_in_time(disclaimer):
    page = make_article()
    schedule(disclaimer, SOON, body="<p>Scheduled.</p>")
    make_due(disclaimer)
    assert run_due() == 1
    assert "Scheduled." in document_of(page)["body_html"]
    assert thing_of(page).fresh_until is None
    assert editions_of(page)[-1].because["reason"] == "part"


def test_end_of_grace_counts_where_the_clinic_withdraws_what_is_overdue():
    ReviewPolicy.objects.create(withdraw_overdue=True, grace_days=5)
    today = timezone.localdate()
    review = {"reviewed_by": make_person(), "reviewed_on": today - timedelta(days=9)}
    page = make_article(next_review_on=today - timedelta(days=2), **review)
    end = timezone.localtime(thing_of(page).fresh_until)
    assert (end.date(), end.hour) == (today + timedelta(days=4), 0)


def test_benefit_whose_review_falls_due_takes_its_article_along():
    tomorrow = timezone.localdate() + timedelta(days=1)
    review = {"reviewed_by": make_person(), "reviewed_on": tomorrow - timedelta(days=9)}
    benefit = make_benefit(next_review_on=tomorrow, **review)
    page = make_article(body=[benefits(benefit)])
    assert timezone.localdate(thing_of(page).fresh_until) == tomorrow + timedelta(days=1)


def test_many_that_fall_due_at_once_are_left_to_the_background(monkeypatch):
    monkeypatch.setattr("cms.publishing.stale.HANDFUL", 2)
    pages = [make_article(f"Page {number}") for number in range(4)]
    past = timezone.now() - timedelta(seconds=1)
    type(thing_of(pages[0])).objects.filter(kind="article").update(fresh_until=past)
    assert [run_due(), run_due()] == [4, 0]
    assert drain_all() == 4
    assert [thing_of(page).fresh_until for page in pages] == [None] * 4
    assert run_due() == 0


def test_noting_what_did_not_change_keeps_its_freshness():
    page = make_article()
    edit(page, expire_at=SOON)
    with unit() as work:
        work.note(page.content_id, "en")
    assert (thing_of(page).fresh_until, len(editions_of(page))) == (SOON, 1)
