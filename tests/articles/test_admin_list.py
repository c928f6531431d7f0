"""The list of articles: what is due, and finding it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from tests.articles.factories import make_article
from tests.library.factories import make_disclaimer, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def titles(client, **query):
    response = client.get(reverse("articles:index"), query)
    return [page.title for page in response.context["pages"]]


def test_list_says_what_is_overdue(admin_client):
    yesterday = timezone.localdate() - timedelta(days=1)
    make_article("Due", next_review_on=yesterday)
    make_article("Fresh", next_review_on=yesterday + timedelta(days=1))
    assert titles(admin_client, review="overdue") == ["Due"]
    assert titles(admin_client, review="soon") == ["Fresh"]
    assert admin_client.get(reverse("articles:index")).content.decode().count("desk-overdue") == 1


def test_list_is_searched_and_filtered_at_once(admin_client):
    topic = make_topic()
    make_article("Walking", topics=[topic])
    make_article("Walking far")
    assert titles(admin_client, q="walk", topic=topic.pk) == ["Walking"]
    assert titles(admin_client, q="nothing like it") == []


def test_new_database_has_one_folder_for_articles(admin_client):
    folder = Page.objects.get(depth=2)
    assert (folder.title, Site.objects.get().root_page_id) == ("Articles", folder.pk)
    assert folder.find_problems() == ([], [], [], [], [])


def test_folder_does_not_warn_that_its_articles_have_no_address(admin_client):
    response = admin_client.get(reverse("wagtailadmin_explore", args=[Page.objects.get(depth=2).pk]))
    assert "no site" not in response.content.decode()
