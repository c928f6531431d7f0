"""What is scheduled goes live, and goes, by itself; when, how late, and why not, is recorded."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from cms.editions.models import Thing
from cms.library.models import Person
from cms.publishing.models import Moment, ReviewPolicy, Withdrawal
from cms.publishing.schedule import run_due
from tests.articles.factories import benefits, make_article
from tests.library.factories import edit, make_benefit, make_disclaimer, make_person
from tests.publishing.ledger import document_of, editions_of, thing_of
from tests.publishing.scheduling import make_due, schedule

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def overdue_since(days, **fields):
    today = timezone.localdate()
    reviewer = Person.objects.first() or make_person()
    review = {"reviewed_by": reviewer, "reviewed_on": today - timedelta(days=400)}
    return make_article(next_review_on=today - timedelta(days=days), **review, **fields)


def test_scheduled_article_goes_live():
    page = make_article(live=False)
    schedule(page, timezone.now() + HOUR)
    assert run_due() == 0
    make_due(page)
    call_command("run_scheduler", once=True)
    assert document_of(page)["title"] == "Walking after surgery"
    assert editions_of(page)[0].because == {"reason": "schedule"}


def test_delay_of_what_was_scheduled_is_recorded():
    page = make_article(live=False)
    schedule(page, timezone.now() + HOUR)
    past = make_due(page)
    run_due()
    moment = Moment.objects.get(act="go-live")
    assert (moment.content_id, moment.due_at, moment.refusal) == (page.content_id, past, "")
    assert moment.delay == (moment.done_at - past).total_seconds()


def test_second_scheduler_finds_nothing_left_to_do():
    page = make_article(live=False)
    schedule(page, timezone.now() + HOUR)
    make_due(page)
    assert [run_due(), run_due()] == [1, 0]
    assert len(editions_of(page)) == 1


def test_expired_benefit_leaves_its_articles():
    benefit = make_benefit()
    page = make_article(body=[{"type": "text", "value": "<p>Kept.</p>"}, benefits(benefit)])
    type(benefit).objects.filter(pk=benefit.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert run_due() == 1
    assert thing_of(benefit).state == "gone"
    assert [block["type"] for block in document_of(page)["body"]] == ["text"]
    assert Moment.objects.get().act == "expire"


def test_refused_schedule_is_kept_and_said_and_tried_again(disclaimer, caplog):
    page = make_article(live=False)
    schedule(page, timezone.now() + HOUR)
    make_due(page)
    disclaimer.unpublish()
    assert run_due() == 0
    assert not Thing.objects.filter(kind="article").exists()
    assert "no live medical disclaimer" in caplog.text
    assert "no live medical disclaimer" in Moment.objects.refused().get().refusal
    make_disclaimer("Back again")
    assert run_due() == 0
    Moment.objects.update(try_again_at=timezone.now())
    assert run_due() == 1
    assert not Moment.objects.refused().exists()


def test_fault_of_one_does_not_hold_up_another(monkeypatch, caplog):
    first, second = make_article("First", live=False), make_article("Second", live=False)
    for page in (first, second):
        schedule(page, timezone.now() + HOUR)
        make_due(page)

    publish = Revision.publish

    def fail_for_the_first(revision, **options):
        if revision.as_object().title == "First":
            raise RuntimeError("the disk is full")
        return publish(revision, **options)

    monkeypatch.setattr(Revision, "publish", fail_for_the_first)
    assert run_due() == 1
    assert "the disk is full" in Moment.objects.refused().get().refusal
    assert "Traceback" in caplog.text


def test_disclaimer_does_not_expire(disclaimer):
    disclaimer.expire_at = timezone.now() + HOUR
    with pytest.raises(ValidationError, match="Withdraw it"):
        disclaimer.full_clean()


@pytest.mark.parametrize("days", [0, 1, 30], ids=["in its grace", "on its last day", "long ago"])
def test_overdue_articles_are_withdrawn_only_where_the_clinic_has_it_so(days):
    page = overdue_since(10 + days)
    run_due()
    assert thing_of(page).state == "published"
    assert document_of(page)["review"]["state"] == "overdue"


def test_overdue_article_is_withdrawn_after_its_grace():
    ReviewPolicy.objects.create(withdraw_overdue=True, grace_days=10, notice="Not checked in time.")
    kept, taken = overdue_since(10, title="Kept"), overdue_since(11, title="Taken")
    assert run_due() == 1
    assert (thing_of(kept).state, thing_of(taken).state) == ("published", "withdrawn")
    notice = document_of(taken)
    assert (notice["reason"], notice["notice"]) == ("overdue", "Not checked in time.")
    assert Moment.objects.get().act == "withdraw"


def test_review_in_time_brings_an_overdue_article_back():
    ReviewPolicy.objects.create(withdraw_overdue=True, grace_days=10)
    page = overdue_since(30)
    run_due()
    today = timezone.localdate()
    edit(page, reviewed_on=today, next_review_on=today + timedelta(days=365))
    assert document_of(page)["review"]["state"] == "current"
    assert not Withdrawal.objects.standing().exists()
