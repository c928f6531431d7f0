"""Publishing through the admin: what is refused, what is kept, and what the editor reads."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from cms.articles.models import ArticlePage
from cms.editions.models import Edition, Thing
from cms.library.models import Benefit, Image
from cms.publishing.withdrawals import Terms, withdraw
from tests.articles.factories import make_article
from tests.articles.forms import WALKING, benefit_item, benefits_block, create_article, edit_article
from tests.library.factories import edit, make_benefit, make_disclaimer, make_image
from tests.library.forms import PUBLISH, benefit_form, disclaimer_form, part_url
from tests.publishing.ledger import document_of, thing_of

pytestmark = pytest.mark.django_db


def words_of(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_new_article_without_a_disclaimer_is_kept_as_a_draft(admin_client):
    response, page = create_article(admin_client)
    assert "no live medical disclaimer" in words_of(response)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live
    assert not Thing.objects.filter(kind="article").exists()


def test_refused_change_is_kept_beside_what_is_live(admin_client):
    make_disclaimer()
    _, page = create_article(admin_client)
    draft = make_benefit("Still a draft", live=False)
    body = [benefits_block(benefit_item(draft))]
    response = edit_article(admin_client, page, summary="Changed.", body=body)
    assert "“Still a draft”" in words_of(response)
    assert page.summary == "A short walk helps."
    assert page.get_latest_revision_as_object().summary == "Changed."
    assert document_of(page)["summary"] == "A short walk helps."


def test_taken_address_is_refused_before_it_is_published(admin_client):
    make_disclaimer()
    edit(make_article("Walking after surgery"), slug="moved")
    response, page = create_article(admin_client)
    assert "belongs to “Walking after surgery”" in words_of(response)
    assert not page.live


def test_failure_while_publishing_is_said_and_keeps_a_draft(admin_client, monkeypatch, caplog):
    make_disclaimer()

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("cms.publishing.publish.publish_editions", fail)
    response, page = create_article(admin_client)
    assert "saved as a draft. A fault kept it from being published: the disk is full" in words_of(response)
    assert "Traceback" in caplog.text
    assert not page.live
    assert not Thing.objects.filter(kind="article").exists()


def test_failure_of_an_edit_keeps_the_words_as_a_draft_beside_what_is_live(admin_client, monkeypatch):
    make_disclaimer()
    _, page = create_article(admin_client)

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("cms.publishing.publish.publish_editions", fail)
    edit_article(admin_client, page, summary="Typed with care.")
    assert page.summary == "A short walk helps."
    assert page.get_latest_revision_as_object().summary == "Typed with care."
    assert document_of(page)["summary"] == "A short walk helps."


def test_benefit_published_in_the_admin_reaches_its_article(admin_client):
    make_disclaimer()
    benefit = make_benefit()
    _, page = create_article(admin_client, body=[benefits_block(benefit_item(benefit))])
    admin_client.post(part_url("edit", Benefit, benefit), benefit_form(title="Far less pain") | PUBLISH)
    assert document_of(page)["body"][0]["items"][0]["title"] == "Far less pain"


def test_only_medical_disclaimer_cannot_be_unpublished(admin_client):
    disclaimer = make_disclaimer()
    _, page = create_article(admin_client)
    before = Edition.objects.count()
    response = admin_client.post(part_url("unpublish", type(disclaimer), disclaimer))
    assert "“Not advice” protects 1 published articles" in words_of(response)
    disclaimer.refresh_from_db()
    assert disclaimer.live
    assert Edition.objects.count() == before
    assert thing_of(page).state == "published"


def test_only_medical_disclaimer_cannot_be_narrowed(admin_client):
    disclaimer = make_disclaimer()
    _, page = create_article(admin_client)
    url = part_url("edit", type(disclaimer), disclaimer)
    response = admin_client.post(url, disclaimer_form(on_every_article="") | PUBLISH)
    assert "is the only medical disclaimer" in words_of(response)
    assert len(document_of(page)["disclaimers"]) == 1
    disclaimer.refresh_from_db()
    assert disclaimer.on_every_article
    assert not disclaimer.get_latest_revision_as_object().on_every_article


def test_page_unpublished_in_the_admin_is_gone(admin_client):
    make_disclaimer()
    _, page = create_article(admin_client)
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert thing_of(page).state == "gone"


def test_page_deleted_in_the_admin_is_gone(admin_client):
    make_disclaimer()
    _, page = create_article(admin_client)
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert thing_of(page).state == "gone"


def test_bulk_publishing_stops_whole_at_a_refusal(admin_client):
    pages = [make_article("One", live=False), make_article("Two", live=False)]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "?" + "&".join(f"id={page.pk}" for page in pages)
    response = admin_client.post(url + query, {"include_descendants": "off"})
    shown = admin_client.get(response.url).content.decode()
    assert "has no live medical disclaimer" in shown
    assert "have been published" not in shown
    assert not ArticlePage.objects.filter(live=True).exists()
    assert not Thing.objects.filter(kind="article").exists()


def test_preview_shows_the_draft_as_the_site_would(admin_client):
    make_disclaimer()
    _, page = create_article(admin_client)
    page.summary = "Only in the draft."
    page.save_revision()
    html = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "Only in the draft." in html
    assert "Ask your own care team first." in html
    assert 'href="/static/site/site.css' in html
    assert not Edition.objects.filter(document__contains=b"Only in the draft.").exists()


def test_preview_says_what_would_keep_it_from_publishing(admin_client):
    page = make_article(live=False)
    html = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "no live medical disclaimer" in html


def test_text_without_words_is_refused_where_it_stands(admin_client):
    make_disclaimer()
    body = [*WALKING, ("callout", {"level": "info", "title": "Note", "text": rich_text("<p> </p>")})]
    response, page = create_article(admin_client, body=body)
    assert "In block 2 of the article (callout), “html” is empty" in words_of(response)
    assert not page.live


def test_picture_in_use_cannot_be_deleted(admin_client):
    make_disclaimer()
    image = make_image()
    make_article(hero_image=image)
    response = admin_client.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert "Walking after surgery" in words_of(response)
    assert Image.objects.filter(pk=image.pk).exists()
    assert thing_of(image).state == "published"


def publish_in_bulk(client, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "".join(f"&id={page.pk}" for page in pages)
    return client.post(f"{url}?next=/admin/{ids}")


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"type": "text", "value": "<p></p>"}, "has no words"),
        ({"type": "steps", "value": {"title": "", "items": [{"title": "Walk", "text": ""}]}}, "In block 1"),
    ],
    ids=["nothing to show", "an unfinished step"],
)
def test_bulk_publishing_says_in_words_what_is_empty(admin_client, block, words):
    make_disclaimer()
    page = make_article(body=[block], live=False)
    response = publish_in_bulk(admin_client, page)
    assert words in words_of(response)
    assert not Thing.objects.filter(kind="article").exists()


def test_article_with_a_withdrawn_benefit_is_still_edited(admin_client):
    make_disclaimer()
    benefit = make_benefit()
    body = [*WALKING, benefits_block(benefit_item(benefit))]
    _, page = create_article(admin_client, body=body)
    withdraw(benefit, Terms(reason="outdated"))
    edit_article(admin_client, page, summary="Still true.", body=body)
    assert document_of(page)["summary"] == "Still true."
