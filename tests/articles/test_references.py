"""What articles refer to, read for many of them at once."""

import pytest

from cms.articles.models import ArticlePage
from cms.articles.references import load_bodies, refer
from tests.articles.factories import TEXT, benefits, make_article
from tests.library.factories import make_benefit

pytestmark = pytest.mark.django_db


def test_bodies_are_read_together(django_assert_num_queries):
    for number in range(3):
        chosen = benefits(make_benefit(f"Benefit {number}"), ("Own", "<p>Words.</p>"))
        make_article(f"Article {number}", [TEXT, chosen, TEXT], live=False)
    pages, again = (list(ArticlePage.objects.order_by("pk")) for _ in range(2))
    with django_assert_num_queries(1):
        load_bodies(pages)
        bodies = [list(page.body) for page in pages]
    assert [[child.get_prep_value() for child in body] for body in bodies] == [
        [child.get_prep_value() for child in page.body] for page in again
    ]
    assert [refer(page) for page in pages] == [refer(page) for page in again]


def test_no_body_needs_no_query(django_assert_num_queries):
    pages = [ArticlePage(), ArticlePage(body="[]")]
    with django_assert_num_queries(0):
        load_bodies(pages)
