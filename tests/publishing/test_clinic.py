"""The clinic's profile: named by everything, in its language or else in the default one."""

import pytest

from cms.library.models import SiteProfile
from cms.publishing.heal import heal
from cms.publishing.refusals import PublishRefused
from cms.publishing.unit import unit
from tests.articles.factories import make_article
from tests.library.factories import edit, locale, make_disclaimer
from tests.publishing.ledger import document_of, thing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    return SiteProfile.objects.get(locale=locale())


@pytest.fixture
def pages():
    make_disclaimer()
    return make_article("Walking"), make_article("Caminar", lang="es")


@pytest.fixture
def spanish(english, pages):
    copy = english.copy_for_translation(locale("es"))
    copy.name = "Clínica"
    copy.save()
    copy.save_revision().publish()
    copy.refresh_from_db()
    return copy


def clinics(pages):
    return [document_of(page)["attribution"]["name"] for page in pages]


def test_every_article_includes_the_profile_that_it_names(english, pages):
    for page in pages:
        included = thing_of(page).current.inclusions.get(role="site")
        assert (included.content_id, included.locale, included.number) == (english.content_id, "en", 1)


def test_changed_profile_reaches_every_language_without_its_own(english, pages):
    edit(english, name="Hill Clinic")
    assert clinics(pages) == ["Hill Clinic", "Hill Clinic"]


def test_profile_of_a_language_takes_the_place_of_the_default_one(english, pages, spanish):
    assert clinics(pages) == [english.name, "Clínica"]


def test_unpublished_profile_of_a_language_leaves_the_default_one(english, pages, spanish):
    spanish.unpublish()
    assert clinics(pages) == [english.name, english.name]
    assert heal() == (0, [])


def test_default_profile_cannot_be_unpublished(english, pages):
    with pytest.raises(PublishRefused, match="Change it instead"), unit():
        english.unpublish()
    english.refresh_from_db()
    assert english.live
