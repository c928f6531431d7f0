"""One transaction: what changes and what is published because of it commit together, or not at all."""

import pytest
from django.db import transaction

from cms.editions.models import Edition, Ledger, State, Thing
from cms.editions.services import OutsideUnit, Publication, lock_ledger, publish_edition
from cms.publishing.refusals import PublishRefused
from cms.publishing.unit import unit
from tests.articles.factories import make_article
from tests.library.factories import edit, make_benefit, make_disclaimer
from tests.publishing.ledger import document_of, editions_of, thing_of


@pytest.mark.django_db
def test_article_without_a_medical_disclaimer_is_refused_whole():
    page = make_article(live=False)
    with pytest.raises(PublishRefused, match="no live medical disclaimer"), unit():
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert not page.live
    assert not Thing.objects.filter(kind="article").exists()


@pytest.mark.django_db
def test_emergency_disclaimer_alone_is_not_enough():
    make_disclaimer(purpose="emergency")
    with pytest.raises(PublishRefused):
        make_article()


@pytest.mark.django_db
def test_failing_store_rolls_the_page_back_too(monkeypatch):
    make_disclaimer()
    page = make_article()

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("cms.publishing.publish.publish_editions", fail)
    with pytest.raises(RuntimeError), unit():
        edit(page, title="Never published")
    page.refresh_from_db()
    assert page.title == "Walking after surgery"
    assert document_of(page)["title"] == "Walking after surgery"


@pytest.mark.django_db
def test_taken_path_is_refused_and_names_its_owner():
    make_disclaimer()
    first, second = make_article("First"), make_article("Second")
    edit(first, slug="moved-on")
    with pytest.raises(PublishRefused, match=r"articles/first.*First"):
        edit(second, slug="first")
    assert thing_of(second).path == "articles/second"


@pytest.mark.django_db
def test_many_changes_in_one_unit_publish_once_each():
    make_disclaimer()
    page, benefit = make_article(), make_benefit()
    with unit() as outer:
        edit(page, summary="One.")
        with unit() as inner:
            edit(page, summary="Two.")
            edit(benefit, title="Stronger")
        assert inner is outer
        assert len(editions_of(page)) == 1
    assert [edition.thing.kind for edition in outer.editions] == ["benefit", "article"]
    assert document_of(page)["summary"] == "Two."


@pytest.mark.django_db
def test_scheduled_page_that_was_never_live_is_nowhere():
    make_disclaimer()
    page = make_article(live=False)
    page.go_live_at = "2126-01-01T00:00:00Z"
    page.save_revision().publish()
    assert not Thing.objects.filter(kind="article").exists()


@pytest.mark.django_db
def test_copy_kept_live_is_published():
    make_disclaimer()
    page = make_article()
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True)
    assert document_of(copy)["title"] == "Copy"


@pytest.mark.django_db(transaction=True)
def test_edition_outside_a_unit_is_refused():
    with pytest.raises(OutsideUnit):
        lock_ledger()
    with pytest.raises(OutsideUnit):
        publish_edition(Ledger(), Publication({}, None, (), {}), at=None)


@pytest.mark.django_db
def test_outer_rollback_takes_the_edition_with_it():
    make_disclaimer()
    before = Edition.objects.count()
    with transaction.atomic():
        make_article()
        transaction.set_rollback(True)
    assert Edition.objects.count() == before
    assert not Thing.objects.filter(kind="article", state=State.PUBLISHED).exists()
