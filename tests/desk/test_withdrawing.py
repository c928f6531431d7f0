"""Taking things back in the admin: what is offered, what is asked, what happens, and who may."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cms.editions.models import Edition
from cms.library.models import Benefit, Disclaimer
from cms.publishing.models import Withdrawal
from tests.articles.factories import benefits, make_article
from tests.desk.withdrawing import act_url, history_of, recall, withdraw
from tests.library.factories import edit, make_benefit, make_disclaimer, make_person, make_topic
from tests.library.forms import part_url
from tests.publishing.ledger import document_of, thing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def disclaimer():
    return make_disclaimer()


def words_of(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def html_of(response):
    return response.content.decode()


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


@pytest.mark.parametrize(("shown", "items"), [("", 1), ("yes", 2)])
def test_withdrawn_benefit_is_left_out_or_shows_its_notice(admin_client, disclaimer, shown, items):
    benefit = make_benefit()
    page = make_article(body=[benefits(benefit, ("Sleep", "<p>You sleep better.</p>"))])
    withdraw(admin_client, benefit, notice="This is being checked.", shown_in_articles=shown)
    document = document_of(page)
    assert len(document["body"][0]["items"]) == items
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


def test_successor_of_a_disclaimer_has_its_purpose(admin_client, disclaimer):
    make_disclaimer("Call 911", purpose="emergency", on_every_article=False)
    make_disclaimer("Newer words", on_every_article=False)
    make_disclaimer("Only a draft", on_every_article=False, live=False)
    page = html_of(admin_client.get(act_url("withdraw", disclaimer)))
    assert "Newer words" in page
    assert "Call 911" not in page
    assert "Only a draft" not in page


def test_recall_takes_back_all_languages(admin_client, disclaimer):
    benefit = make_benefit()
    spanish = make_benefit("Menos dolor", lang="es", translation_key=benefit.translation_key)
    assert "Menos dolor" in html_of(admin_client.get(act_url("recall", benefit)))
    response = recall(admin_client, benefit)
    assert "recalled (en, es)" in words_of(response)
    assert {thing_of(each).state for each in (benefit, spanish)} == {"withdrawn"}
    assert document_of(spanish)["severity"] == "high"
    assert [history_of(each)[0].action for each in (benefit, spanish)] == ["aftercare.recall"] * 2


@pytest.mark.parametrize("missing", ["severity", "notice", "reason"])
def test_recall_says_how_grave_why_and_what_to_do(admin_client, article, missing):
    response = recall(admin_client, article, **{missing: ""})
    assert missing in response.context["form"].errors
    assert thing_of(article).state == "published"


def test_recall_is_no_merger(admin_client, article):
    other = make_article("Walking, second edition")
    response = recall(admin_client, article, reason="merged", successor=other.pk)
    assert "reason" in response.context["form"].errors


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


def test_menus_offer_it_for_what_is_published(admin_client, article, disclaimer):
    draft = make_article("Only a draft", live=False)
    listed = html_of(admin_client.get(reverse("articles:index")))
    edited = html_of(admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])))
    for act in ("withdraw", "recall"):
        assert act_url(act, article) in listed
        assert edited.count(act_url(act, article)) == 2
        assert act_url(act, draft) not in listed
    assert admin_client.get(act_url("withdraw", draft)).status_code == 302


def test_parts_offer_it_too(admin_client, disclaimer):
    for make in (make_benefit, make_topic, make_person):
        part = make()
        listed = html_of(admin_client.get(part_url("list", type(part))))
        edited = html_of(admin_client.get(part_url("edit", type(part), part)))
        assert act_url("withdraw", part) in listed
        assert act_url("withdraw", part) in edited
        assert admin_client.get(act_url("withdraw", part)).status_code == 200
        assert (act_url("recall", part) in edited) == (part.kind != "person")


@pytest.mark.parametrize(
    "url", ["person/{}/recall/", "image/{}/withdraw/", "site/{}/withdraw/", "nothing/{}/recall/"]
)
def test_what_gives_no_advice_is_not_recalled(admin_client, disclaimer, url):
    assert admin_client.get("/admin/withdrawn/" + url.format(make_person().pk)).status_code == 404


@pytest.mark.parametrize("group", ["Editors", "Reviewers"])
def test_only_who_publishes_takes_back_and_restores(client, member, disclaimer, group):
    page, benefit = make_article(), make_benefit()
    moderated = make_benefit("Sleep")
    member(group)
    for item in (page, benefit):
        withdraw(client, item)
        recall(client, item)
        assert thing_of(item).state == "published"
    assert act_url("withdraw", moderated) not in html_of(client.get(part_url("edit", Benefit, moderated)))
    assert act_url("withdraw", page) not in html_of(client.get(reverse("articles:index")))


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
