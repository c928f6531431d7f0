"""Caches are told what changed, once it is committed, and told again if nobody knows whether they heard."""

import pytest
from django.conf import settings as configured

from cms.publishing.models import Follower
from cms.publishing.purging import purge_changes
from tests.articles.factories import make_article
from tests.library.factories import edit, make_benefit, make_disclaimer

pytestmark = pytest.mark.django_db
API = configured.API_URL


class Cache:
    """A backend of Wagtail's that remembers what it was asked to forget."""

    purged: list[str] = []
    fails = False

    def __init__(self, params):
        pass

    def invalidates_hostname(self, hostname):
        return True

    def purge_batch(self, urls):
        if Cache.fails:
            raise ConnectionError("The cache is away.")
        Cache.purged += urls


@pytest.fixture(autouse=True)
def cache(settings):
    settings.WAGTAILFRONTENDCACHE = {"tests": {"BACKEND": "tests.publishing.test_purging.Cache"}}
    Cache.purged, Cache.fails = [], False
    purge_changes()
    return Cache


def purge():
    while purge_changes():
        pass
    return set(Cache.purged)


def test_every_form_of_an_article_is_purged(cache):
    make_disclaimer()
    page = make_article()
    purged = purge()
    for name in (page.slug, page.content_id):
        for form in ("/", ".html", ".md", ".txt", ".jsonld", "/editions/"):
            assert f"{API}/articles/{name}{form}" in purged
    assert {f"{API}/articles/", f"{API}/changes/"} <= purged
    assert f"{configured.SITE_URL}/articles/{page.slug}/" in purged


def test_nothing_is_purged_twice(cache):
    make_disclaimer()
    purge()
    cache.purged.clear()
    assert purge() == set()


def test_part_purges_the_articles_that_show_it(cache):
    disclaimer = make_disclaimer()
    page = make_article()
    purge()
    cache.purged.clear()
    edit(disclaimer, body="<p>Other words.</p>")
    assert {f"{API}/articles/{page.slug}/", f"{API}/disclaimers/{disclaimer.content_id}/"} <= purge()


def test_former_slug_is_purged_too(cache):
    benefit = make_benefit()
    purge()
    cache.purged.clear()
    edit(benefit, slug="another")
    assert {f"{API}/benefits/less-pain/", f"{API}/benefits/another/"} <= purge()


def test_what_failed_is_tried_again(cache):
    make_disclaimer()
    cache.fails = True
    with pytest.raises(ConnectionError):
        purge_changes()
    cache.fails = False
    assert f"{API}/disclaimers/" in purge()


def test_who_begins_has_nothing_old_to_purge(cache):
    make_disclaimer()
    Follower.objects.all().delete()
    assert purge() == set()


def test_hub_without_a_cache_purges_nothing(cache, settings):
    make_disclaimer()
    settings.WAGTAILFRONTENDCACHE = {}
    assert purge_changes() == 0
