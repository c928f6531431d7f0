"""What Wagtail's signals do not say: the unit reads the row again, and the ledger stays true.

Scheduled pages and kept-live copies are in `test_unit`, deletions in `test_publish`.
"""

import pytest
from django.urls import reverse

from cms.articles.models import ArticleIndexPage
from cms.editions.models import Edition, Thing
from cms.publishing.heal import heal
from tests.articles.factories import article_index, make_article
from tests.library.factories import locale, make_benefit, make_disclaimer
from tests.publishing.ledger import editions_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def test_moved_article_keeps_its_address_and_its_edition():
    page, folder = make_article(), ArticleIndexPage(title="More", slug="more", locale=locale())
    article_index().get_parent().add_child(instance=folder)
    page.move(folder, pos="last-child")
    assert len(editions_of(page)) == 1
    assert heal() == (0, [])


def test_translated_benefit_with_a_draft_is_nowhere_until_it_is_published():
    benefit = make_benefit()
    benefit.title = "Unsaid"
    benefit.save_revision()
    benefit.copy_for_translation(locale("es")).save()
    assert not Thing.objects.filter(kind="benefit", locale="es").exists()
    assert heal() == (0, [])
    assert not any(b"Unsaid" in bytes(edition.document) for edition in Edition.objects.all())


def test_copy_as_an_alias_is_not_offered(admin_client):
    page = make_article()
    form = admin_client.get(reverse("wagtailadmin_pages:copy", args=[page.pk])).context["form"]
    assert "alias" not in form.fields
