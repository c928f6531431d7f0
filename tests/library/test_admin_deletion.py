"""A part in use is not deleted, and the editor reads where it is used."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from cms.articles.usage import find_users
from cms.library.models import Benefit, Disclaimer
from tests.articles.factories import TEXT, benefits, make_article
from tests.library.factories import make_benefit, make_disclaimer, make_image, make_person, make_topic
from tests.library.forms import part_url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_used_benefit_is_kept_and_its_article_named(admin_client):
    benefit = make_benefit()
    page = make_article(body=[benefits(benefit)])
    response = admin_client.post(part_url("delete", Benefit, benefit), follow=True)
    assert Benefit.objects.filter(pk=benefit.pk).exists()
    (message,) = messages_of(response)
    assert "“Less pain” is used here" in message
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in message


def test_unused_benefit_is_deleted(admin_client):
    benefit = make_benefit()
    make_article(body=[benefits(make_benefit("Sleep"))])
    admin_client.post(part_url("delete", Benefit, benefit))
    assert not Benefit.objects.filter(pk=benefit.pk).exists()


def test_live_disclaimer_is_kept_where_it_stands_unchosen(admin_client):
    on_all = make_disclaimer("Driving", purpose="legal", on_every_article=True)
    by_topic = make_disclaimer("Wounds", purpose="legal", on_every_article=False, topics=[make_topic()])
    for part, scope in ((on_all, "every article."), (by_topic, "every article about “Recovery”.")):
        response = admin_client.post(part_url("delete", Disclaimer, part), follow=True)
        assert (
            messages_of(response)[-1].strip()
            == f"“{part}” stands on {scope} Unpublish it first; then delete it."
        )
        part.unpublish()
        admin_client.post(part_url("delete", Disclaimer, part))
    assert [str(kept) for kept in Disclaimer.objects.all()] == ["Not advice"]


def test_bulk_deletion_spares_the_used(admin_client):
    used, unused = make_benefit(), make_benefit("Sleep")
    make_article(body=[benefits(used)])
    url = reverse("wagtail_bulk_action", args=["library", "benefit", "delete"])
    response = admin_client.post(f"{url}?id={used.pk}&id={unused.pk}", follow=True)
    assert Benefit.objects.count() == 2
    assert len(messages_of(response)) == 1


def test_benefit_of_a_draft_is_in_use():
    benefit = make_benefit()
    page = make_article(body=[TEXT])
    page.body = [("benefits", {"title": "", "items": [{"benefit": benefit, "title": "", "text": ""}]})]
    page.save_revision()
    assert find_users(benefit) == [page]
    with pytest.raises(ProtectedError, match="Walking after surgery"):
        benefit.delete()


def test_benefit_of_the_live_body_is_in_use_while_the_draft_is_without_it():
    benefit = make_benefit()
    page = make_article(body=[benefits(benefit)])
    draft = page.get_latest_revision_as_object()
    draft.body = [("text", "<p>No benefits.</p>")]
    draft.save_revision()
    assert find_users(benefit) == [page]


def test_topic_is_used_by_articles_and_disclaimers():
    topic = make_topic()
    disclaimer = make_disclaimer("Only for recovery", topics=[topic])
    page = make_article(topics=[topic])
    assert find_users(topic) == [disclaimer, page]


def test_person_is_used_by_what_they_wrote_or_reviewed():
    author, reviewer = make_person("Author"), make_person("Reviewer")
    benefit = make_benefit(reviewed_by=reviewer, reviewed_on="2026-05-04")
    page = make_article(authors=[author], live=False)
    assert find_users(author) == [page]
    assert find_users(reviewer) == [benefit]


def test_picture_in_a_body_is_in_use():
    image = make_image()
    block = {"image": image.pk, "alt": "", "decorative": False, "caption": ""}
    page = make_article(body=[TEXT, {"type": "image", "value": block}])
    assert find_users(image) == [page]
    with pytest.raises(ProtectedError):
        image.delete()


def test_keys_of_other_kinds_do_not_count():
    topic, benefit = make_topic(pk=1000), make_benefit(pk=1000)
    make_article(topics=[topic])
    assert find_users(benefit) == []
