"""Who finds the buttons that take something back, and where."""

import pytest
from django.urls import reverse

from cms.library.models import Benefit
from tests.articles.factories import make_article
from tests.desk.withdrawing import act_url, html_of, recall, withdraw
from tests.library.factories import make_benefit, make_person, make_topic
from tests.library.forms import part_url
from tests.publishing.ledger import thing_of

pytestmark = pytest.mark.django_db


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
