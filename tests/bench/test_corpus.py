"""The corpus that benchmarks run on: the same bytes each time, and a ledger that is complete."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page

from bench.corpus import make_article, make_articles, make_library
from bench.handing import hand_over, open_load
from bench.library import publish_library
from bench.rows import ArticleWriter, find_place, finish
from cms.articles.models import ArticlePage
from cms.editions.models import Thing
from cms.publishing.heal import heal
from tests.library.factories import edit

COUNT = 5


@pytest.fixture
def pages(db):
    place = find_place(publish_library(make_library()))
    for numbers in (range(2, COUNT), range(2)):  # As two processes may.
        ArticleWriter(place).write(make_articles(numbers))
    finish(place, COUNT)
    pages = list(ArticlePage.objects.order_by("pk"))
    hand_over(open_load(), [page.translation_key for page in pages], "en")
    return pages


def test_same_seed_gives_the_same_bytes():
    once, again = ([article.as_bytes() for article in make_articles(range(COUNT))] for _ in range(2))
    assert once == again
    assert make_article(3).as_bytes() == once[3]
    assert make_article(3, seed="another").as_bytes() != once[3]


def test_loaded_ledger_needs_no_healing(pages):
    assert Thing.objects.published().filter(kind="article").count() == COUNT
    assert heal() == (0, [])


def test_loaded_articles_are_as_wagtail_leaves_them(pages):
    assert Page.find_problems() == ([], [], [], [], [])
    for page in pages:
        draft = page.get_latest_revision_as_object()
        assert draft.serializable_data() == page.serializable_data()
        assert page.get_url_parts() == draft.get_url_parts()


def test_loaded_article_can_be_edited_and_published(pages):
    edit(pages[0], summary="Other words.")
    assert Thing.objects.get(content_id=pages[0].translation_key).current.number == 2


def test_editor_opens_a_loaded_article(pages, client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    answer = client.get(f"/admin/pages/{pages[0].pk}/edit/")
    assert pages[0].title in answer.content.decode()
