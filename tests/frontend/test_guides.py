"""Guides on the site: a page of their own, a way through them on each article, and lists of them."""

import pytest

from frontend.build import build
from frontend.follow import Follower
from frontend.release import Releases
from frontend.render import render_page
from tests.frontend.documents import article, disclaimer, guide, site, topic_ref, withdrawn
from tests.frontend.trees import text

WALKING, SLEEPING, WOUND = article(), article("sleeping"), article("wound", topics=[])
PAGE = "guides/first-weeks/index.html"


@pytest.fixture
def follower(options, hub, stub):
    stub.publish(SLEEPING, WOUND, guide(articles=[WALKING, SLEEPING, WOUND]))
    build(options, hub)
    return Follower(options, hub)


def page(follower, name):
    while follower.step():
        pass
    return text(Releases(follower.options.out).current(), name)


def test_guide_has_a_page_with_all_disclaimers(follower):
    html = page(follower, PAGE)
    assert "Read these in order." in html
    assert disclaimer()["text"] in html
    assert '"hasPart"' in html


def test_article_shows_the_way_through_its_guide(follower):
    html = page(follower, "articles/sleeping/index.html")
    assert "Part 2 of 3 of the guide" in html
    assert 'href="/guides/first-weeks/"' in html
    assert html.index('rel="prev" href="/articles/walking-again/"') < html.index(
        'rel="next" href="/articles/wound/"'
    )


def test_first_and_last_article_have_one_way_to_go(follower):
    assert 'rel="prev"' not in page(follower, "articles/walking-again/index.html")
    assert 'rel="next"' not in page(follower, "articles/wound/index.html")


def test_home_topic_and_list_show_guides_with_their_disclaimers(follower):
    for name in ("index.html", "topics/recovery/index.html", "guides/index.html"):
        html = page(follower, name)
        assert 'href="/guides/first-weeks/"' in html, name
        assert "3 articles" in html, name
        assert disclaimer()["text"] in html, name


def test_other_order_is_on_every_article_at_once(follower, stub):
    stub.publish(guide(articles=[WOUND, WALKING]))
    assert "Part 1 of 2 of the guide" in page(follower, "articles/wound/index.html")
    assert 'rel="prev" href="/articles/wound/"' in page(follower, "articles/walking-again/index.html")
    assert "of the guide" not in page(follower, "articles/sleeping/index.html")


def test_guide_filed_elsewhere_leaves_the_topic(follower, stub):
    stub.publish(guide(articles=[WALKING], topics=[topic_ref("Sleep")]))
    assert "/guides/first-weeks/" not in page(follower, "topics/recovery/index.html")


def test_withdrawn_guide_leaves_a_notice_and_no_way_through(follower, stub):
    stub.publish(withdrawn(guide(articles=[WALKING, SLEEPING, WOUND]), notice="We are writing a new one."))
    assert "We are writing a new one." in page(follower, PAGE)
    assert "of the guide" not in page(follower, "articles/sleeping/index.html")
    assert "There are no guides here yet." in page(follower, "guides/index.html")
    assert "Guides" not in page(follower, "index.html")


def test_article_that_comes_back_shows_its_guide(follower, stub):
    stub.publish(withdrawn(WOUND))
    assert "of the guide" not in page(follower, "articles/wound/index.html")
    stub.publish(WOUND)
    assert "Part 3 of 3 of the guide" in page(follower, "articles/wound/index.html")


def test_guides_are_in_the_sitemap(follower):
    assert "/guides/first-weeks/</loc>" in page(follower, "sitemaps/en-guides-1.xml")
    assert "/guides/</loc>" in page(follower, "sitemaps/lists.xml")


def test_preview_of_a_draft_is_the_page_of_the_site():
    html = render_page(document=guide(articles=[WALKING]), site=site(), problems=["It leads nowhere."])
    assert "It leads nowhere." in html
    assert "Read these in order." in html
