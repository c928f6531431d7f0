"""Parts through their editors' own forms, lists and choosers."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text

from cms.library.models import Benefit, Disclaimer, Person, SiteProfile, Topic
from tests.articles.factories import benefits, make_article
from tests.library.factories import locale, make_benefit, make_disclaimer, make_person, make_topic
from tests.library.forms import PUBLISH, benefit_form, disclaimer_form, part_url

pytestmark = pytest.mark.django_db


def listed(client, model, **query):
    response = client.get(part_url("list", model), query)
    return [str(part) for part in response.context["object_list"]]


def test_benefit_is_written_and_published(admin_client):
    admin_client.post(part_url("add", Benefit), benefit_form() | PUBLISH)
    benefit = Benefit.objects.get()
    assert (benefit.live, benefit.locale.language_code) == (True, "en")


def test_benefit_saved_is_a_draft(admin_client):
    admin_client.post(part_url("add", Benefit), benefit_form())
    assert not Benefit.objects.get().live


def test_taken_slug_is_an_error_beside_the_field(admin_client):
    make_benefit()
    response = admin_client.post(part_url("add", Benefit), benefit_form())
    assert response.context["form"].errors["slug"] == [
        "“less-pain” is taken in this language. Choose another."
    ]


def test_half_a_review_is_an_error_beside_the_field(admin_client):
    response = admin_client.post(part_url("add", Benefit), benefit_form(reviewed_on="2026-05-04"))
    assert "reviewed_on" in response.context["form"].errors


def test_review_needs_its_permission(client, editor, permit):
    benefit, reviewer = make_benefit(), make_person()
    form = benefit_form(reviewed_by=str(reviewer.pk), reviewed_on="2026-05-04")
    client.post(part_url("edit", Benefit, benefit), form | PUBLISH)
    benefit.refresh_from_db()
    assert benefit.reviewed_by is None
    permit(editor, "review_benefit")
    client.post(part_url("edit", Benefit, benefit), form | PUBLISH)
    benefit.refresh_from_db()
    assert (benefit.reviewed_by, benefit.reviewed_on) == (reviewer, date(2026, 5, 4))


def test_disclaimer_offers_topics_of_its_language(admin_client):
    topic = make_topic()
    make_topic("Recuperación", lang="es")
    text = admin_client.get(part_url("add", Disclaimer)).content.decode()
    assert "Recovery" in text
    assert "Recuperación" not in text
    admin_client.post(part_url("add", Disclaimer), disclaimer_form(topics=[str(topic.pk)]) | PUBLISH)
    assert list(Disclaimer.objects.get().topics.all()) == [topic]


def test_list_shows_what_needs_attention(admin_client):
    overdue = make_disclaimer("Old", next_review_on=timezone.localdate() - timedelta(days=1))
    make_disclaimer("New", purpose="legal", next_review_on=timezone.localdate() + timedelta(days=90))
    assert listed(admin_client, Disclaimer) == ["New", "Old"]
    assert listed(admin_client, Disclaimer, review="overdue") == [str(overdue)]
    assert listed(admin_client, Disclaimer, purpose="legal") == ["New"]
    assert listed(admin_client, Disclaimer, q="care team") == ["New", "Old"]


def test_usage_names_the_article(admin_client):
    make_disclaimer()
    benefit = make_benefit()
    make_article(body=[benefits(benefit)])
    response = admin_client.get(part_url("usage", Benefit, benefit))
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("model", "form"),
    [
        (Topic, {"part-name": "Walking", "part-slug": "walking", "part-description": ""}),
        (Person, {"part-name": "A", "part-slug": "a", "part-credentials": "PT", "part-role": ""}),
        (
            Benefit,
            {"part-title": "Sleep", "part-slug": "sleep", "part-body": rich_text("<p>Better sleep.</p>")},
        ),
    ],
)
def test_chooser_makes_a_draft_in_the_chosen_language(admin_client, model, form):
    url = reverse(f"wagtailsnippetchoosers_library_{model._meta.model_name}:create")
    response = admin_client.post(url, form | {"part-locale": locale("es").pk})
    part = model.objects.get()
    assert json.loads(response.content)["result"]["id"] == str(part.pk)
    assert (part.live, part.locale.language_code, part.revisions.count()) == (False, "es", 1)


def test_chooser_says_that_a_slug_is_taken(admin_client):
    make_topic("Walking")
    form = {"part-name": "Walking", "part-slug": "walking", "part-locale": locale().pk}
    response = admin_client.post(reverse("wagtailsnippetchoosers_library_topic:create"), form)
    assert "is taken in this language" in json.loads(response.content)["htmlFragment"]


def test_chooser_lists_parts_by_title(admin_client):
    for title in ("Sleep", "Balance", "Posture"):
        make_benefit(title)
    url = reverse("wagtailsnippetchoosers_library_benefit:choose_results")
    results = admin_client.get(url).context["results"]
    assert [benefit.title for benefit in results] == ["Balance", "Posture", "Sleep"]


@pytest.mark.parametrize("model", ["benefit", "disclaimer", "topic", "person"])
def test_chooser_searches_in_a_language(admin_client, model):
    url = reverse(f"wagtailsnippetchoosers_library_{model}:choose_results")
    assert admin_client.get(url, {"q": "less", "locale": "en"}).status_code == 200


def test_translated_benefit_is_an_unreviewed_draft(admin_client):
    benefit = make_benefit(reviewed_by=make_person(), reviewed_on=date(2026, 5, 4))
    url = reverse("simple_translation:submit_snippet_translation", args=["library", "benefit", benefit.pk])
    admin_client.post(url, {"locales": [locale("es").pk]})
    translation = Benefit.objects.get(locale=locale("es"))
    assert (translation.content_id, translation.live) == (benefit.content_id, False)
    assert translation.reviewed_by is None


def test_clinic_profile_comes_with_the_database(settings):
    profile = SiteProfile.objects.get()
    assert (profile.live, profile.name) == (True, settings.CLINIC_NAME)
    assert profile.emergency == "In an emergency, call your local emergency number."


def test_clinic_profile_is_edited_but_neither_added_nor_deleted(admin_client):
    profile = SiteProfile.objects.get()
    fields = dict.fromkeys(("tagline", "phone", "email", "contact_url", "address", "emergency", "crisis"), "")
    form = fields | {"name": "Hillside", "attribution": "Published by Hillside."} | PUBLISH
    admin_client.post(part_url("edit", SiteProfile, profile), form | {"go_live_at": "", "expire_at": ""})
    admin_client.post(part_url("delete", SiteProfile, profile))
    admin_client.post(part_url("add", SiteProfile), form)
    assert SiteProfile.objects.get().name == "Hillside"
