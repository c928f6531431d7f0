"""Withdrawing in the admin: what is asked, what is said beforehand, and what happens."""

import pytest
from django.urls import reverse

from cms.editions.models import Edition
from cms.library.models import Disclaimer
from cms.publishing.models import Withdrawal
from tests.articles.factories import benefits, make_article
from tests.desk.withdrawing import act_url, history_of, html_of, withdraw
from tests.library.factories import make_benefit, make_disclaimer
from tests.publishing.ledger import document_of, thing_of

pytestmark = pytest.mark.django_db


def test_withdrawn_article_says_why_and_what_to_read_instead(admin_client, article):
    other = make_article("Walking, second edition")
    response = withdraw(
        admin_client, article, reason="replaced", notice="Read the new one.", successor=other.pk
    )
    assert response.url == reverse("wagtailadmin_pages:edit", args=[article.pk])
    notice = document_of(article)
    assert (notice["state"], notice["reason"], notice["notice"]) == (
        "withdrawn",
        "replaced",
        "Read the new one.",
    )
    assert notice["successor"]["content_id"] == str(other.content_id)


def test_merged_article_sends_readers_on(admin_client, article):
    other = make_article("Walking, second edition")
    withdraw(admin_client, article, reason="merged", successor=other.pk)
    assert document_of(article)["state"] == "moved"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"reason": ""}, "This field is required"),
        ({"reason": "overdue"}, "Select a valid choice"),
        ({"reason": "merged"}, "Choose what it was merged into"),
        ({"reason": "other"}, "Write the notice that tells the reason"),
        ({"reason": "outdated", "notice": "x" * 501}, "at most 500 characters"),
    ],
)
def test_incomplete_form_withdraws_nothing_and_keeps_what_was_typed(admin_client, article, form, said):
    response = withdraw(admin_client, article, **{"notice": "", **form})
    assert response.status_code == 200
    assert said in html_of(response)
    assert form.get("notice", "") in html_of(response)
    assert thing_of(article).state == "published"


@pytest.mark.parametrize("which", ["itself", "draft"])
def test_successor_is_another_published_article(admin_client, article, which):
    other = article if which == "itself" else make_article("Only a draft", live=False)
    response = withdraw(admin_client, article, successor=other.pk)
    assert "Choose a published article, and another one than this." in html_of(response)
    assert thing_of(article).state == "published"


def test_history_tells_who_and_why(admin_client, admin_user, article):
    withdraw(admin_client, article, reason="incorrect", notice="Call us.")
    entry = history_of(article)[0]
    assert (entry.action, entry.user) == ("aftercare.withdraw", admin_user)
    page = html_of(admin_client.get(reverse("wagtailadmin_pages:history", args=[article.pk])))
    assert "Withdrawn because something in it is wrong" in page
    assert "Call us." in page


def test_editor_says_that_it_is_withdrawn_and_offers_to_restore(admin_client, article):
    withdraw(admin_client, article, notice="<b>Call us.</b>")
    page = html_of(admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])))
    withdrawal = Withdrawal.objects.get()
    assert "by admin because it is out of date." in page
    assert "Readers are told: “&lt;b&gt;Call us.&lt;/b&gt;”" in page
    assert reverse("withdrawn:restore", args=[withdrawal.pk]) in page


def test_benefit_says_beforehand_where_it_is(admin_client, disclaimer):
    benefit = make_benefit()
    pages = [make_article(f"Article {number}", body=[benefits(benefit)]) for number in range(7)]
    page = html_of(admin_client.get(act_url("withdraw", benefit)))
    assert "This benefit is in 7 published articles." in page
    assert reverse("wagtailadmin_pages:edit", args=[pages[0].pk]) in page
    assert "and 2 more" in page


def test_benefit_counts_the_articles_of_its_own_language(admin_client, disclaimer):
    benefit = make_benefit()
    spanish = make_benefit("Menos dolor", lang="es", translation_key=benefit.translation_key)
    make_article(body=[benefits(benefit)])
    make_article("Caminar", body=[benefits(spanish)], lang="es")
    assert "is in 1 published article." in html_of(admin_client.get(act_url("withdraw", benefit)))
    assert "is in 2 published articles." in html_of(admin_client.get(act_url("recall", benefit)))


@pytest.mark.parametrize("shown", ["", "yes"])
def test_withdrawn_benefit_is_left_out_or_shows_its_notice(admin_client, disclaimer, shown):
    benefit = make_benefit()
    page = make_article(body=[benefits(benefit, ("Sleep", "<p>You sleep better.</p>"))])
    withdraw(admin_client, benefit, notice="This is being checked.", shown_in_articles=shown)
    document = document_of(page)
    assert "Gentle exercise" not in document["body_html"]
    assert "You sleep better." in document["body_html"]
    assert ("This is being checked." in document["body_html"]) == bool(shown)


def test_notice_in_articles_has_words(admin_client, disclaimer):
    benefit = make_benefit()
    response = withdraw(admin_client, benefit, notice="", shown_in_articles="yes")
    assert "Write the notice that articles are to show." in html_of(response)
    assert thing_of(benefit).state == "published"


def test_disclaimer_in_use_goes_only_for_another_one(admin_client, article):
    disclaimer = Disclaimer.objects.get()
    response = withdraw(admin_client, disclaimer, notice="Typed with care.")
    assert "“Not advice” protects 1 published articles" in str(response.context["form"].errors["successor"])
    assert "Typed with care." in html_of(response)
    assert not Withdrawal.objects.exists()
    assert not history_of(disclaimer).filter(action="aftercare.withdraw").exists()
    other = make_disclaimer("Newer words", on_every_article=False)
    withdraw(admin_client, disclaimer, successor=f"{other.content_id} en")
    assert [each["title"] for each in document_of(article)["disclaimers"]] == ["Newer words"]


def test_only_disclaimer_of_its_purpose_says_so(admin_client, disclaimer):
    make_disclaimer("Call 911", purpose="emergency", on_every_article=False)
    page = html_of(admin_client.get(act_url("withdraw", disclaimer)))
    assert "No other medical one is published yet." in page


def test_successor_of_a_disclaimer_has_its_purpose(admin_client, disclaimer):
    make_disclaimer("Call 911", purpose="emergency", on_every_article=False)
    make_disclaimer("Newer words", on_every_article=False)
    make_disclaimer("Only a draft", on_every_article=False, live=False)
    page = html_of(admin_client.get(act_url("withdraw", disclaimer)))
    assert "Newer words" in page
    assert "Call 911" not in page
    assert "Only a draft" not in page


def test_failure_rolls_everything_back(admin_client, article, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    count = Edition.objects.count()
    monkeypatch.setattr("cms.publishing.publish.publish_editions", fail)
    with pytest.raises(RuntimeError):
        withdraw(admin_client, article)
    article.refresh_from_db()
    assert article.live
    assert not Withdrawal.objects.exists()
    assert Edition.objects.count() == count
