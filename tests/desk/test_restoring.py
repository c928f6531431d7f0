"""What was withdrawn comes back as it was."""

import pytest
from django.urls import reverse

from cms.publishing.models import Withdrawal
from tests.articles.factories import benefits, make_article
from tests.desk.withdrawing import history_of, html_of, withdraw
from tests.library.factories import edit, make_benefit
from tests.publishing.ledger import document_of, thing_of

pytestmark = pytest.mark.django_db


def test_restored_article_is_as_it_was(admin_client, article):
    edit(article, summary="Published last.")
    before = document_of(article)
    article.summary = "Only a newer draft."
    article.save_revision()
    withdraw(admin_client, article)
    url = reverse("withdrawn:restore", args=[Withdrawal.objects.get().pk])
    assert "newer draft stays a draft" in html_of(admin_client.get(url))
    assert thing_of(article).state == "withdrawn"
    admin_client.post(url)
    after = document_of(article)
    assert (after["summary"], after["body"]) == (before["summary"], before["body"])
    assert history_of(article)[0].action == "aftercare.restore"
    assert Withdrawal.objects.standing().count() == 0
    assert admin_client.get(url).status_code == 404


def test_refused_restoration_says_why_and_changes_nothing(admin_client, article, disclaimer):
    benefit = make_benefit()
    page = make_article("With a benefit", body=[benefits(benefit)])
    withdraw(admin_client, page)
    withdrawal = Withdrawal.objects.get()
    Withdrawal.objects.update(revision=None)
    response = admin_client.post(reverse("withdrawn:restore", args=[withdrawal.pk]))
    assert "was not kept" in html_of(response)
    assert thing_of(page).state == "withdrawn"
    assert not history_of(page).filter(action="aftercare.restore").exists()


def test_moderator_takes_back_and_restores(client, member, article):
    member("Moderators")
    benefit = make_benefit()
    for item in (article, benefit):
        withdraw(client, item)
        assert thing_of(item).state == "withdrawn"
        client.post(reverse("withdrawn:restore", args=[Withdrawal.objects.standing().get().pk]))
        assert thing_of(item).state == "published"


def test_editor_does_not_restore(client, admin_client, member, article):
    withdraw(admin_client, article)
    url = reverse("withdrawn:restore", args=[Withdrawal.objects.get().pk])
    member("Editors")
    client.post(url)
    assert thing_of(article).state == "withdrawn"
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert "because it is out of date" in html_of(page)
    assert url not in html_of(page)
