"""A whole site from a whole feed."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from frontend.build import build
from frontend.client import Hub
from frontend.errors import FrontendError, HubAwayError
from frontend.release import Releases
from tests.frontend.documents import SITE_URL, article, disclaimer, identity, topic
from tests.frontend.trees import text, tree

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
PAGES = (
    "index.html",
    "es/index.html",
    "articles/walking-again/index.html",
    "es/articles/caminar-de-nuevo/index.html",
    "topics/index.html",
    "articles/index.html",
    "topics/recovery/index.html",
    "search/index.html",
    "404.html",
)


def test_every_page_is_a_file_with_disclaimers(release):
    files = tree(release)
    assert files.keys() >= set(PAGES)
    for name in set(PAGES) - {"404.html", "es/index.html", "es/articles/caminar-de-nuevo/index.html"}:
        assert disclaimer()["text"] in files[name].decode(), name
    assert disclaimer(locale="es")["text"] in files["es/index.html"].decode()


def test_topic_lists_its_articles_and_no_others(release, stub, options, hub):
    stub.publish(topic("Going home"), article("packing", topics=[]))
    page = text(build(options, hub), "topics/recovery/index.html")
    assert "/articles/walking-again/" in page
    assert "/articles/packing/" not in page


def test_feeds_carry_whole_articles_with_disclaimers_and_attribution(release):
    feed = json.loads(text(release, "feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert all('class="disclaimers"' in item["content_html"] for item in feed["items"])
    assert all(item["_aftercare"]["disclaimers"] for item in feed["items"])
    atom = ElementTree.fromstring(text(release, "feed.xml"))
    entries = atom.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == len(feed["items"]) == 2
    assert disclaimer()["text"] in entries[0].findtext("{http://www.w3.org/2005/Atom}rights")


def test_feed_of_a_locale_holds_that_locale(release):
    assert [item["language"] for item in json.loads(text(release, "es/feed.json"))["items"]] == ["es"]


def urls_in_sitemap(release):
    """Every `url` by its address, in all parts that the index names."""
    index = ElementTree.fromstring(text(release, "sitemap.xml"))
    parts = [loc.text.removeprefix(f"{SITE_URL}/") for loc in index.iterfind("s:sitemap/s:loc", SPACE)]
    roots = [ElementTree.fromstring(text(release, part)) for part in parts]
    return {url.findtext("s:loc", "", SPACE): url for root in roots for url in root.findall("s:url", SPACE)}


def test_sitemap_names_every_page_and_its_languages(release):
    found = urls_in_sitemap(release)
    assert {f"{SITE_URL}{path}" for path in ("/", "/es/", "/articles/", "/topics/recovery/")} <= found.keys()
    languages = found[f"{SITE_URL}/articles/walking-again/"].findall("x:link", SPACE)
    assert [link.get("hreflang") for link in languages] == ["en", "es", "x-default"]


def test_former_path_leads_to_where_the_article_is(stub, options, hub):
    stub.publish(article("walking", name="walking-again", former_paths=["articles/walking-again"]))
    release = build(options, hub)
    page = text(release, "articles/walking-again/index.html")
    assert f'content="0; url={SITE_URL}/articles/walking/"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert text(release, "_redirects") == "/articles/walking-again/ /articles/walking/ 301\n"
    assert '"/articles/walking-again/" "/articles/walking/";' in text(release, "nginx-states.conf")


def test_gone_article_leaves_a_notice_everywhere(stub, options, hub):
    old = article("old-advice")
    stub.publish(old)
    stub.remove(old)
    release = build(options, hub)
    page = text(release, "articles/old-advice/index.html")
    assert "no longer published" in page
    assert 'href="tel:+15550100"' in page
    assert "Short walks" not in text(release, f"embed/en/{identity('old-advice')}.json")
    assert json.loads(text(release, "states.json"))["gone"] == ["/articles/old-advice/"]
    assert f"{SITE_URL}/articles/old-advice/" not in urls_in_sitemap(release)
    titles = [item["title"] for item in json.loads(text(release, "feed.json"))["items"]]
    assert titles.count("This page is no longer published") == 1
    assert old["title"] not in titles


def test_path_given_to_another_article_shows_that_article(stub, options, hub):
    stub.publish(
        article("new", name="first", former_paths=["articles/shared"]), article("shared", name="second")
    )
    release = build(options, hub)
    assert "This is the article shared" in text(release, "articles/shared/index.html")
    assert "shared" not in text(release, "_redirects")


def test_same_documents_make_the_same_files(options, hub, release):
    again = build(options, hub)
    assert again != release
    assert tree(again) == tree(release)


def test_release_before_is_kept_and_older_ones_are_not(options, hub, release):
    second, third = build(options, hub), build(options, hub)
    kept = {path.name for path in (options.out / "releases").iterdir()}
    assert kept == {f"{number}{end}" for number in (second.number, third.number) for end in ("", ".sqlite3")}
    assert Releases(options.out).current() == third


def test_hub_that_does_not_answer_is_named_and_nothing_changes(options, release, stub, hub):
    stub.status = 503
    with pytest.raises(HubAwayError, match="cannot answer"):
        build(options, hub)
    assert Releases(options.out).current() == release
    assert len(list((options.out / "releases").iterdir())) == 2


def test_hub_that_is_not_there_is_named(options):
    nobody = Hub("http://localhost:9/api/v1", patient=False)
    with nobody, pytest.raises(HubAwayError, match="does not answer"):
        build(replace(options, api_url=nobody.api_url), nobody)


def test_document_of_a_later_schema_is_refused(options, hub, stub):
    stub.publish(article("newer", schema="article/2"))
    with pytest.raises(FrontendError, match=r"knows article/1.* sends article/2"):
        build(options, hub)


def test_slug_that_leaves_the_site_is_refused(options, hub, stub):
    stub.publish(article("../../escaped"))
    with pytest.raises(FrontendError, match="leaves the site"):
        build(options, hub)


def test_site_below_a_path_links_below_it(options, hub):
    release = build(replace(options, site_url="https://clinic.example/learn"), hub)
    page = text(release, "articles/walking-again/index.html")
    assert 'href="/learn/topics/"' in page
    assert 'href="/learn/static/site.css?v=' in page
    assert "/learn/search/*" in text(release, "_headers")


def test_empty_hub_makes_a_site_that_says_so(options, hub, stub):
    stub.current.clear()
    assert "no articles here yet" in text(build(options, hub), "index.html")
