"""Publishing, renaming, unpublishing and deleting, as the ledger sees it."""

import pytest

from cms.editions.models import Edition, Route, Thing
from tests.articles.factories import TEXT, benefits, make_article
from tests.library.factories import edit, make_benefit, make_disclaimer, make_topic
from tests.publishing.ledger import document_of, editions_of, thing_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def test_published_article_is_an_edition():
    page = make_article(body=[TEXT, benefits(make_benefit())])
    document = document_of(page)
    assert document["title"] == "Walking after surgery"
    assert [block["type"] for block in document["body"]] == ["text", "benefits"]
    assert document["disclaimers"][0]["text"] == "Ask your own care team first."
    assert "Ask your own care team first." in document["body_html"]
    assert "Ask your own care team first." in document["body_markdown"]


def test_draft_article_is_nowhere():
    make_article(live=False)
    assert not Thing.objects.filter(kind="article").exists()


def test_republishing_the_same_words_stores_nothing():
    page = make_article()
    page.save_revision().publish()
    assert len(editions_of(page)) == 1


def test_changed_article_replaces_its_document():
    page = edit(make_article(), summary="Another summary.")
    first, second = editions_of(page)
    assert (first.number, second.number) == (1, 2)
    assert document_of(page)["summary"] == "Another summary."
    assert document_of(page)["published_at"] <= document_of(page)["updated_at"]


def test_renamed_article_keeps_its_former_path():
    page = edit(make_article(), slug="walking")
    assert thing_of(page).path == "articles/walking"
    assert document_of(page)["former_paths"] == ["articles/walking-after-surgery"]
    assert Route.objects.filter(thing=thing_of(page)).count() == 2


def test_article_renamed_back_has_its_first_path():
    page = edit(make_article(), slug="walking")
    edit(page, slug="walking-after-surgery")
    assert thing_of(page).path == "articles/walking-after-surgery"
    assert document_of(page)["former_paths"] == ["articles/walking"]


def test_unpublished_article_is_gone():
    page = make_article()
    page.unpublish()
    assert thing_of(page).state == "gone"
    assert document_of(page)["schema"] == "notice/1"


def test_republished_article_is_back_with_a_new_edition():
    page = make_article()
    page.unpublish()
    page.get_latest_revision().publish()
    assert thing_of(page).state == "published"
    assert [edition.state for edition in editions_of(page)] == ["published", "gone", "published"]


def test_deleted_article_is_gone():
    page = make_article()
    page.delete()
    assert thing_of(page).state == "gone"


def test_deleted_benefit_is_gone():
    benefit = make_benefit()
    benefit.delete()
    assert thing_of(benefit).state == "gone"


def test_sequences_and_chains_follow_one_another():
    make_article(topics=[make_topic()])
    editions = list(Edition.objects.order_by("sequence"))
    assert [edition.sequence for edition in editions] == list(range(1, len(editions) + 1))
    assert len({edition.chain for edition in editions}) == len(editions)
