"""An article through the editor's own forms: written, published, reviewed, copied."""

import json
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from cms.articles.blocks import BodyBlock
from cms.articles.models import ArticleIndexPage, ArticlePage
from tests.articles.factories import article_index, make_article
from tests.articles.forms import (
    PUBLISH,
    SAVE_DRAFT,
    WALKING,
    article_form,
    benefit_item,
    benefits_block,
    create_article,
    edit_article,
    errors_of,
)
from tests.library.factories import edit, locale, make_benefit, make_disclaimer, make_person, make_topic

pytestmark = pytest.mark.django_db
REVIEW = {"reviewed_on": "2026-05-04", "next_review_on": "2027-05-04"}


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def test_article_written_in_the_editor_is_published(admin_client):
    body = [
        *WALKING,
        benefits_block(benefit_item(make_benefit()), benefit_item(title="Sleep", text="<p>Better.</p>")),
    ]
    code = {
        "system": "http://hl7.org/fhir/sid/icd-10-cm",
        "code": "M96.1",
        "display": "Postlaminectomy syndrome",
    }
    _, page = create_article(
        admin_client, body=body, topics=[make_topic()], authors=[make_person()], codes=[code]
    )
    assert page.live
    items = page.body[1].value["items"]
    assert [str(item["benefit"] or item["title"]) for item in items] == ["Less pain", "Sleep"]
    assert [row.topic.name for row in page.topics.all()] == ["Recovery"]
    assert page.codes.get().code == "M96.1"


@pytest.mark.parametrize(
    ("system", "typed", "kept"),
    [
        ("http://hl7.org/fhir/sid/icd-10-cm", "m961", "M96.1"),
        ("http://snomed.info/sct", " 161891005", "161891005"),
        ("http://hl7.org/fhir/sid/ndc", "71-155-23", "00071015523"),
    ],
)
def test_code_is_kept_as_its_system_spells_it(admin_client, system, typed, kept):
    code = {"system": system, "code": typed, "display": "Its name"}
    _, page = create_article(admin_client, codes=[code])
    assert page.codes.get().code == kept


@pytest.mark.parametrize(
    ("system", "typed", "said"),
    [
        ("http://hl7.org/fhir/sid/icd-10-cm", "back", "This is no ICD-10-CM code. One looks like M54.50."),
        ("http://snomed.info/sct", "M54.5", "This is no SNOMED CT code."),
        ("http://elsewhere.example", "1", "Select a valid choice."),
    ],
)
def test_what_is_no_code_of_its_system_is_refused(admin_client, system, typed, said):
    code = {"system": system, "code": typed, "display": "Its name"}
    response, page = create_article(admin_client, codes=[code])
    assert page is None
    assert said in response.content.decode()


def test_draft_stays_a_draft(admin_client):
    _, page = create_article(admin_client, action=SAVE_DRAFT)
    assert not page.live


def test_edited_article_changes_when_it_is_published(admin_client):
    _, page = create_article(admin_client)
    edit_article(admin_client, page, summary="Another summary.", action=SAVE_DRAFT)
    assert page.summary == "A short walk helps."
    edit_article(admin_client, page, summary="Another summary.")
    assert page.summary == "Another summary."


def test_benefit_neither_chosen_nor_written_is_refused(admin_client):
    response, page = create_article(admin_client, body=[benefits_block(benefit_item())])
    assert page is None
    assert "Choose a benefit from the library, or write a title and a text here." in response.content.decode()


def test_unfinished_benefit_is_kept_in_a_draft(admin_client):
    _, page = create_article(admin_client, body=[benefits_block(benefit_item())], action=SAVE_DRAFT)
    assert page.get_latest_revision_as_object().body[0].value["items"][0]["benefit"] is None


def test_new_table_has_a_header_row_until_its_editor_says_otherwise(admin_client):
    table = {"data": [["Week", "Walk"], ["1", "Short"]], **BodyBlock().child_blocks["table"].get_default()}
    _, page = create_article(admin_client, body=[*WALKING, ("table", json.dumps(table))])
    assert page.live
    assert page.body[1].value["first_row_is_table_header"]


def test_editor_offers_the_tabs(admin_client):
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", article_index().pk])
    text = admin_client.get(url).content.decode()
    for tab in ("Words", "About", "Review", "Settings"):
        assert f'id="tab-label-{tab.lower()}"' in text
    assert "show_in_menus" not in text
    assert "search_description" not in text


def test_reviewer_records_a_review(client, editor, permit):
    permit(editor, "review_articlepage")
    _, page = create_article(client, reviewed_by=str(make_person().pk), **REVIEW)
    assert (page.reviewed_by.name, page.reviewed_on) == ("Clinical team", date(2026, 5, 4))


def test_editor_reads_the_review_and_cannot_change_it(client, editor):
    page = make_article(reviewed_by=make_person(), reviewed_on=date(2026, 5, 4))
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Clinical team" in text
    assert 'name="reviewed_on"' not in text
    edit_article(client, page, reviewed_by="", reviewed_on="")
    assert page.reviewed_by.name == "Clinical team"


def test_slug_taken_under_another_folder_is_an_error_beside_the_field(admin_client):
    make_article(slug="walking")
    second = article_index().copy(update_attrs={"title": "More articles", "slug": "more"}, recursive=False)
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", second.pk])
    response = admin_client.post(url, article_form(slug="walking") | PUBLISH)
    assert errors_of(response)["slug"] == ["“walking” is taken in this language. Choose another."]


def test_same_slug_in_another_language_is_fine(admin_client):
    make_article(slug="walking")
    make_disclaimer(lang="es")
    make_article(slug="walking", lang="es")
    assert ArticlePage.objects.filter(slug="walking").count() == 2


def test_copy_is_a_new_article_that_nobody_has_reviewed(admin_client):
    page = make_article(import_key="a" * 64, reviewed_by=make_person(), reviewed_on=date(2026, 5, 4))
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(article_index().pk)}
    admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    copy = ArticlePage.objects.get(slug="copy")
    assert copy.content_id != page.content_id
    assert (copy.import_key, copy.reviewed_by, copy.reviewed_on) == (None, None, None)


def test_copy_needs_a_slug_of_its_own(admin_client):
    page = make_article()
    second = article_index().copy(update_attrs={"title": "More articles", "slug": "more"}, recursive=False)
    form = {"new_title": "Copy", "new_slug": page.slug, "new_parent_page": str(second.pk)}
    response = admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert "new_slug" in errors_of(response)
    assert "alias" not in response.context["form"].fields


def test_translation_begins_as_an_unreviewed_draft(admin_client):
    article_index("es")
    page = make_article(reviewed_by=make_person(), reviewed_on=date(2026, 5, 4))
    admin_client.post(
        reverse("simple_translation:submit_page_translation", args=[page.pk]), {"locales": [locale("es").pk]}
    )
    translation = ArticlePage.objects.get(locale=locale("es"))
    assert translation.content_id == page.content_id
    assert not translation.live
    assert translation.reviewed_by is None


def test_language_begins_with_the_translation_of_its_folder(admin_client):
    page, spanish = make_article(), {"locales": [locale("es").pk]}
    for each in (article_index(), page):
        admin_client.post(reverse("simple_translation:submit_page_translation", args=[each.pk]), spanish)
    translation = ArticlePage.objects.get(locale=locale("es"))
    assert translation.get_parent().specific == ArticleIndexPage.objects.get(locale=locale("es"))


def test_two_revisions_are_compared(admin_client):
    page = edit(make_article(), title="Running after surgery")
    first, second = page.revisions.order_by("pk")[:2]
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    assert "Running" in admin_client.get(url).content.decode()


def test_reviewers_permission_is_offered_to_groups(admin_client):
    text = admin_client.get(reverse("wagtailusers_groups:add")).content.decode()
    for codename in ("review_articlepage", "review_benefit", "review_disclaimer"):
        assert f'value="{Permission.objects.get(codename=codename).pk}"' in text
