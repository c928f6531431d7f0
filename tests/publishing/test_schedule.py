"""What is scheduled goes live, and goes, by itself."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.editions.models import Thing
from cms.publishing.schedule import run_due
from tests.articles.factories import benefits, make_article
from tests.library.factories import make_benefit, make_disclaimer
from tests.publishing.ledger import document_of, thing_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def schedule(page, **times):
    for name, value in times.items():
        setattr(page, name, value)
    page.save_revision().publish()


def make_due(page):
    past = timezone.now() - timedelta(seconds=1)
    page.revisions.update(approved_go_live_at=past)
    revision = page.get_latest_revision()
    revision.content["go_live_at"] = past.isoformat()
    revision.save()


def test_scheduled_article_goes_live():
    page = make_article(live=False)
    schedule(page, go_live_at=timezone.now() + timedelta(hours=1))
    assert run_due() == 0
    make_due(page)
    call_command("run_scheduler", once=True)
    assert document_of(page)["title"] == "Walking after surgery"


def test_expired_benefit_leaves_its_articles():
    benefit = make_benefit()
    page = make_article(body=[{"type": "text", "value": "<p>Kept.</p>"}, benefits(benefit)])
    type(benefit).objects.filter(pk=benefit.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert run_due() == 1
    assert thing_of(benefit).state == "gone"
    assert [block["type"] for block in document_of(page)["body"]] == ["text"]


def test_refused_schedule_is_kept_and_said(disclaimer, caplog):
    page = make_article(live=False)
    schedule(page, go_live_at=timezone.now() + timedelta(hours=1))
    make_due(page)
    disclaimer.unpublish()
    assert run_due() == 0
    assert "no live medical disclaimer" in caplog.text
    assert not Thing.objects.filter(kind="article").exists()
    make_disclaimer("Back again")
    assert run_due() == 1
