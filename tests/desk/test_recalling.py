"""Recalling in the admin: advice that may harm is taken back in all languages."""

import pytest

from tests.articles.factories import make_article
from tests.desk.withdrawing import act_url, history_of, html_of, recall, words_of
from tests.library.factories import make_benefit, make_person
from tests.publishing.ledger import document_of, thing_of

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    "url", ["person/{}/recall/", "image/{}/withdraw/", "site/{}/withdraw/", "nothing/{}/recall/"]
)
def test_what_gives_no_advice_is_not_recalled(admin_client, disclaimer, url):
    assert admin_client.get("/admin/withdrawn/" + url.format(make_person().pk)).status_code == 404
