"""Guides in the admin: written, found, refused, copied, and taken back."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from cms.articles.models import GuidePage
from tests.articles.factories import article_index, make_article, make_guide
from tests.desk.withdrawing import act_url, html_of, withdraw
from tests.library.factories import make_disclaimer, make_topic
from tests.publishing.ledger import document_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


@pytest.fixture
def articles():
    return [make_article(title) for title in ("First", "Second")]


def guide_form(**chosen):
    rows = {name: inline_formset(chosen.get(name, [])) for name in ("articles", "topics", "disclaimers")}
    rows["comment_threads"] = inline_formset([])
    words = {"title": "First weeks", "slug": "first-weeks", "summary": "In order."}
    settings = {"hero_image": "", "hero_alt": "", "go_live_at": "", "expire_at": ""}
    return nested_form_data(words | settings | {"introduction": rich_text("<p>Begin.</p>")} | rows)


def create_guide(client, **chosen):
    url = reverse("wagtailadmin_pages:add", args=["articles", "guidepage", article_index().pk])
    response = client.post(url, guide_form(**chosen) | {"action-publish": "action-publish"}, follow=True)
    return response, GuidePage.objects.filter(slug="first-weeks").first()


def test_guide_written_in_the_editor_is_published(admin_client, articles):
    topic = make_topic()
    rows = [{"article": str(each.pk)} for each in reversed(articles)]
    _, guide = create_guide(admin_client, articles=rows, topics=[{"topic": str(topic.pk)}])
    document = document_of(guide)
    assert [each["title"] for each in document["articles"]] == ["Second", "First"]
    assert (document["html"], document["topics"][0]["name"]) == ("<p>Begin.</p>", "Recovery")


def test_guide_without_articles_stays_a_draft_and_says_why(admin_client):
    response, guide = create_guide(admin_client)
    assert "leads nowhere" in html_of(response)
    assert not guide.live


def test_list_of_guides_is_searched_and_filtered(admin_client, articles):
    topic = make_topic()
    make_guide("First weeks", articles, topics=[topic])
    make_guide("First months", articles)

    def titles(**query):
        response = admin_client.get(reverse("guides:index"), query)
        return [page.title for page in response.context["pages"]]

    assert sorted(titles(q="first")) == ["First months", "First weeks"]
    assert titles(q="first", topic=topic.pk) == ["First weeks"]


def test_slug_of_a_guide_is_its_own(admin_client, articles):
    make_guide("First weeks", articles)
    response, _ = create_guide(admin_client, articles=[{"article": str(articles[0].pk)}])
    assert "already in use" in html_of(response)


def test_article_says_beforehand_which_guides_it_is_in(admin_client, articles):
    guide = make_guide(articles=articles)
    page = html_of(admin_client.get(act_url("withdraw", articles[0])))
    assert "This article is linked from 1 published guide." in page
    assert reverse("wagtailadmin_pages:edit", args=[guide.pk]) in page


def test_guide_is_withdrawn_for_another_one(admin_client, articles):
    guide, other = make_guide(articles=articles), make_guide("Another", articles)
    withdraw(admin_client, guide, reason="replaced", successor=f"{other.content_id} en")
    notice = document_of(guide)
    assert (notice["kind"], notice["state"]) == ("guide", "withdrawn")
    assert notice["successor"]["url"].endswith("/guides/another/")


def test_part_that_a_guide_uses_is_kept(admin_client, articles, disclaimer):
    topic = make_topic()
    make_guide(articles=articles, topics=[topic])
    url = reverse("wagtailsnippets_library_topic:delete", args=[topic.pk])
    assert "is used here" in html_of(admin_client.get(url, follow=True))
