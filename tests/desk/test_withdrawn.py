"""The report of what is withdrawn, recalled and restored."""

import pytest
from django.urls import reverse

from cms.publishing.models import Withdrawal
from tests.articles.factories import make_article
from tests.desk.withdrawing import recall, withdraw
from tests.library.factories import make_benefit, make_disclaimer

pytestmark = pytest.mark.django_db
REPORT = "/admin/withdrawn/"


@pytest.fixture
def taken_back(admin_client):
    """A withdrawn article, a recalled benefit, and a benefit that was restored."""
    make_disclaimer()
    page, benefit, restored = make_article(), make_benefit(), make_benefit("Sleep")
    for item in (restored, page):
        withdraw(admin_client, item)
    recall(admin_client, benefit)
    withdrawal = Withdrawal.objects.get(content_id=restored.content_id)
    admin_client.post(reverse("withdrawn:restore", args=[withdrawal.pk]))
    return page


def titles(client, **query):
    return [each.title for each in client.get(REPORT, query).context["object_list"]]


def test_newest_stands_first_and_filters_narrow(admin_client, taken_back):
    assert titles(admin_client) == ["Less pain", "Walking after surgery"]
    assert titles(admin_client, what="recalls") == ["Less pain"]
    assert titles(admin_client, what="withdrawals") == ["Walking after surgery"]
    assert titles(admin_client, what="restored") == ["Sleep"]
    assert titles(admin_client, kind="article") == ["Walking after surgery"]
    assert titles(admin_client, kind="article", what="recalls") == []


def test_report_tells_why_by_whom_and_links_to_what_it_is(admin_client, taken_back):
    html = admin_client.get(REPORT).content.decode()
    withdrawal = Withdrawal.objects.get(content_id=taken_back.content_id)
    for words in (
        "It is out of date",
        "Recall, high<",
        "Stop, and call us.",
        "by admin",
        reverse("wagtailadmin_pages:edit", args=[taken_back.pk]),
        reverse("withdrawn:restore", args=[withdrawal.pk]),
    ):
        assert words in html
    assert "Restored" in admin_client.get(REPORT, {"what": "restored"}).content.decode()


def test_report_names_what_to_read_instead(admin_client):
    make_disclaimer()
    page, other = make_article(), make_article("Walking, second edition")
    withdraw(admin_client, page, successor=other.pk)
    html = admin_client.get(REPORT).content.decode()
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[other.pk])}">{other.title}</a>' in html


def test_deleted_thing_stays_in_the_report_and_cannot_be_restored(admin_client, taken_back):
    taken_back.delete()
    html = admin_client.get(REPORT, {"kind": "article"}).content.decode()
    withdrawal = Withdrawal.objects.get(content_id=taken_back.content_id)
    assert "Article, deleted" in html
    assert reverse("withdrawn:restore", args=[withdrawal.pk]) not in html
    assert admin_client.get(reverse("withdrawn:restore", args=[withdrawal.pk])).status_code == 404


def test_who_does_not_publish_reads_it_and_finds_no_button(client, member, taken_back):
    member("Editors")
    html = client.get(REPORT).content.decode()
    assert "Walking after surgery" in html
    assert "/restore/" not in html


def test_empty_report_says_so(admin_client):
    assert "Nothing is withdrawn." in admin_client.get(REPORT).content.decode()
    assert "in this way" in admin_client.get(REPORT, {"what": "recalls"}).content.decode()


def test_long_report_costs_no_more_queries(admin_client, django_assert_max_num_queries):
    for number in range(12):
        withdraw(admin_client, make_benefit(f"Benefit {number}"))
    admin_client.get(REPORT)
    with django_assert_max_num_queries(17):
        admin_client.get(REPORT)
