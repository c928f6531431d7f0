"""A release as a browser gets it."""

import json

import httpx
import pytest

from frontend.errors import FrontendError
from frontend.serve import make_server
from tests.frontend.documents import identity
from tests.frontend.hub import serving


@pytest.fixture(scope="module")
def site(town):
    with httpx.Client(base_url=town.site) as client:
        yield client


def test_page_has_a_strict_policy(site):
    answer = site.get("/articles/walking-again/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_search_page_may_run_its_index_and_no_other_page_may(site):
    assert "'wasm-unsafe-eval'" in site.get("/es/search/").headers["Content-Security-Policy"]
    assert "'wasm-unsafe-eval'" not in site.get("/es/").headers["Content-Security-Policy"]


def test_embed_is_open_to_every_origin(site):
    key = identity("walking-again")
    assert "frame-ancestors *" in site.get(f"/embed/en/{key}/").headers["Content-Security-Policy"]
    for path in (f"/embed/en/{key}.json", "/embed.js", "/embed.css", "/static/site.css"):
        assert site.get(path).headers["Access-Control-Allow-Origin"] == "*", path


def test_former_path_redirects_for_good(site):
    answer = site.get("/articles/walking/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/articles/walking-again/")


def test_gone_article_answers_gone_with_a_notice(site):
    answer = site.get("/articles/old-advice/")
    assert answer.status_code == 410
    assert "no longer published" in answer.text


def test_withdrawn_article_answers_gone_and_says_why(site):
    answer = site.get("/articles/bed-rest/")
    assert answer.status_code == 410
    assert "Please get up and call us." in answer.text


def test_missing_page_is_a_page(site):
    answer = site.get("/articles/never-was/")
    assert answer.status_code == 404
    assert "We cannot find that page" in answer.text


def test_missing_slash_is_added(site):
    answer = site.get("/articles/walking-again")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/articles/walking-again/")


@pytest.mark.parametrize(
    "path", ["/../1.sqlite3", "/%2e%2e/1.sqlite3", "//../../1.sqlite3", "/%2e%2e%2f1.sqlite3"]
)
def test_nothing_beside_the_release_is_served(town, path):
    address = httpx.URL(town.site).copy_with(raw_path=path.encode())
    assert httpx.get(address).status_code == 404


def test_unchanged_file_is_not_sent_again(site):
    first = site.get("/embed.js")
    assert first.headers["Cache-Control"] == "no-cache"
    again = site.get("/embed.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_head_has_headers_and_no_body(site):
    answer = site.head("/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 1000


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.json", "application/feed+json"),
        ("/feed.xml", "application/atom+xml"),
        ("/sitemap.xml", "application/xml"),
    ],
)
def test_feeds_say_what_they_are(site, path, kind):
    assert site.get(path).headers["Content-Type"] == kind


def test_site_that_is_not_built_yet_asks_to_wait(tmp_path):
    with make_server(tmp_path / "current") as server, serving(server):
        answer = httpx.get(f"http://localhost:{server.server_port}/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


def test_busy_port_is_named(tmp_path):
    with make_server(tmp_path) as server, pytest.raises(FrontendError, match=f"Port {server.server_port}"):
        make_server(tmp_path, port=server.server_port)


def test_states_are_public_and_small(site):
    assert json.loads(site.get("/states.json").text) == {
        "redirects": {"/articles/walking/": "/articles/walking-again/"},
        "gone": ["/articles/bed-rest/", "/articles/old-advice/"],
    }
