"""The program's way in answers reads as Django's own does, in both roles."""

import io
import logging
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import OperationalError, close_old_connections, connection

from api.handler import ReadHandler, _read_of
from cms.comments.services import approve_comment, submit_comment
from cms.settings import _API_MIDDLEWARE
from tests.editions.factories import make_site, make_topic, publish, publish_article, publish_gone, thing_of
from tests.editions.withdrawals import publish_moved, publish_withdrawn

pytestmark = pytest.mark.django_db
BASE = "/api/v1/"
PATHS = [
    "articles/",
    "articles/?limit=1&ordering=title",
    "articles/?limit=0",
    "articles/?nonsense=1",
    "articles/walking-again/",
    "articles/walking-again/?fields=title",
    "articles/walking-again.html",
    "articles/walking-again.md",
    "articles/walking-again.txt",
    "articles/walking-again.jsonld",
    "articles/walking-again/editions/1/",
    "articles/walking-again/editions/9/",
    "articles/walking-again/comments/",
    "articles/walking-again/comments.html",
    "articles/walking-again",
    "articles/never/",
    "articles/gone-now/",
    "articles/withdrawn-now/",
    "articles/moved-now/",
    "articles/café/",
    "articles/" + "x" * 400 + "/",
    "topics/recovery/",
    "changes/",
    "changes/?cursor=nonsense",
    "search/?q=walking",
    "site/",
    "oembed?url=https://elsewhere.example/",
    "infobutton/?mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c=M54.5",
    "openapi.json",
    "docs/",
    "docs/assets/page.css",
    "problems/gone/",
    "../../admin/",
    "",
]
ADDED = [("X-Frame-Options", "DENY"), ("Content-Length", "0")]
"""By the hub's middleware: the API's pages forbid frames by their policy, and a 304 has no length."""
HEADERS = [
    {},
    {"HTTP_ACCEPT_ENCODING": "br, gzip"},
    {"HTTP_ACCEPT": "text/markdown"},
    {"HTTP_ACCEPT": "image/png"},
    {"HTTP_IF_NONE_MATCH": "*"},
    {"HTTP_ORIGIN": "https://elsewhere.example"},
]


@pytest.fixture(autouse=True, params=["hub", "delivery"])
def role(request, settings):
    if request.param == "delivery":
        settings.ROOT_URLCONF, settings.MIDDLEWARE = "api.delivery_urls", _API_MIDDLEWARE
    _read_of.cache_clear()
    # Django's way would close the connection that holds the test's transaction.
    request_started.disconnect(close_old_connections)
    yield request.param
    request_started.connect(close_old_connections)
    _read_of.cache_clear()


@pytest.fixture(autouse=True)
def _published():
    article = publish_article()
    publish(make_topic(), path="topics/recovery")
    publish(make_site())
    publish_gone(publish_article("gone-now"))
    publish_withdrawn(publish_article("withdrawn-now"), instead=article)
    publish_moved(publish_article("moved-now"), article)
    content_id = thing_of(article).content_id
    comment = submit_comment(content_id=content_id, locale="en", name="Rosa", text="Thank you.")
    approve_comment(comment=comment)


def ask(handler, path, method="GET", **more):
    parts = urlsplit(path)
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": BASE + parts.path.encode().decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        **more,
    }
    # Every reader is the first one, as far as limits go.
    cache.clear()
    told = []
    content = b"".join(handler(environ, lambda *given: told.extend(given)))
    status, headers = told
    return status, sorted(each for each in headers if each not in ADDED), content


@pytest.mark.parametrize("path", PATHS)
def test_both_ways_answer_alike(path):
    quick, usual = ReadHandler(), WSGIHandler()
    for method in ("GET", "HEAD"):
        for more in HEADERS:
            assert ask(quick, path, method, **more) == ask(usual, path, method, **more)


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "DELETE", "NONSENSE"])
@pytest.mark.parametrize("path", ["articles/", "articles/walking-again/", "articles/never/comments/"])
def test_other_methods_go_the_other_way(path, method):
    assert ask(ReadHandler(), path, method) == ask(WSGIHandler(), path, method)
    assert not _read_of.cache_info().currsize


def test_a_foreign_page_may_ask_whether_it_may_send_a_comment(settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://www.clinic.example"]
    asked = {"HTTP_ORIGIN": "https://www.clinic.example", "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST"}
    status, headers, _ = ask(ReadHandler(), "articles/walking-again/comments/", "OPTIONS", **asked)
    assert status == "200 OK"
    assert ("access-control-allow-origin", "https://www.clinic.example") in headers


@pytest.mark.parametrize(
    ("path", "kept"), [("articles/", True), ("never", True), ("articles/café/", False), ("x" * 400, False)]
)
def test_only_plain_short_paths_are_remembered(path, kept):
    assert (_read_of(BASE + path.encode().decode("latin-1")) is not None) == kept


def test_a_read_is_redirected_to_https_where_that_is_the_rule(settings):
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["clinic.example"]
    status, headers, _ = ask(ReadHandler(), "articles/", HTTP_HOST="clinic.example")
    assert status == "301 Moved Permanently"
    assert ("Location", "https://clinic.example/api/v1/articles/") in headers
    status, _, content = ask(ReadHandler(), "articles/", HTTP_HOST="elsewhere.example")
    assert status == "400 Bad Request"
    assert b"elsewhere" not in content


def test_a_failure_is_told_as_a_problem_and_logged(monkeypatch, caplog):
    def fail(**given):
        raise OperationalError("the disk is full at secret/place")

    monkeypatch.setattr("api.views.things.find_page", fail)
    with caplog.at_level(logging.ERROR):
        status, headers, content = ask(ReadHandler(), "articles/")
    assert status == "500 Internal Server Error"
    assert ("Content-Type", "application/problem+json") in headers
    assert b"secret" not in content
    assert "articles/ failed" in caplog.text


def test_a_read_costs_no_more_queries(django_assert_num_queries):
    handler = ReadHandler()
    ask(handler, "articles/walking-again/")
    with django_assert_num_queries(1):
        ask(handler, "articles/walking-again/")
    assert connection.connection is not None
