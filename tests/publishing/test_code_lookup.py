"""Codes lead to what is published, never to what is only written."""

import pytest

from cms.articles.models import ArticleCode
from tests.api.infobutton import ICD
from tests.api.infobutton import address as address_of
from tests.articles.factories import make_article
from tests.library.factories import make_disclaimer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _protected():
    make_disclaimer()


def found(client):
    url = f"/api/v1/{address_of('M54.5', knowledgeResponseType='application/json')}"
    return [entry["title"]["_value"] for entry in client.get(url).json()["feed"]["entry"]]


def give_code(page):
    page.codes.add(ArticleCode(system=ICD, code="M54.5", display="Low back pain"))
    return page.save_revision()


def test_code_of_a_draft_leads_nowhere_until_it_is_published(client):
    revision = give_code(make_article("Back", live=False))
    assert found(client) == []
    revision.publish()
    assert found(client) == ["Back"]


def test_code_in_the_draft_of_a_published_article_leads_nowhere(client):
    revision = give_code(make_article("Back"))
    assert found(client) == []
    revision.publish()
    assert found(client) == ["Back"]


def test_what_is_unpublished_vanishes(client):
    page = make_article("Back")
    give_code(page).publish()
    page.refresh_from_db()
    page.unpublish()
    assert found(client) == []
