"""One walk over all addresses: whatever goes wrong, it has one shape, and says nothing of what is inside."""

import pytest
from django.conf import settings

from api.problems import TYPES
from tests.api.addresses import PUBLIC
from tests.api.problems import problem
from tests.editions.factories import make_site, make_topic, publish, publish_article

pytestmark = pytest.mark.django_db
VALUES = {
    "<slug:name>": "walking-again",
    "<int:number>": "1",
    "<str:name>": "page.css",
    "problems/walking-again/": "problems/gone/",
}


def addresses():
    for path in PUBLIC:
        for name, value in VALUES.items():
            path = path.replace(name, value)
        yield path


PATHS = sorted(addresses())
WRITABLE = ("articles/walking-again/comments/", "articles/walking-again/comments.html")


@pytest.mark.parametrize("path", PATHS)
def test_other_methods_are_not_allowed(read, path):
    methods = ["PUT", "PATCH", "DELETE", "TRACE", "BREW", *([] if path in WRITABLE else ["POST"])]
    for method in methods:
        answer = read.ask(method, path)
        problem(answer, 405, "method-not-allowed")
        assert "GET" in answer["Allow"], method


@pytest.mark.parametrize("path", PATHS)
def test_other_media_types_are_not_acceptable(read, path):
    problem(read(path, accept="text/turtle"), 406, "not-acceptable")


@pytest.mark.parametrize("path", sorted(set(PATHS) - {"oembed", "infobutton/"}))
def test_unknown_parameters_are_refused(read, path):
    said = problem(read(f"{path}?surprise=1"), 400, "unknown-parameter")
    assert said["parameter"] == "surprise"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["*/*", "*/*;q=0.5"], ids=["plain", "negotiated"])
def test_what_nobody_foresaw_is_logged_and_says_nothing(read, path, accept, monkeypatch, caplog, client):
    def fail(*_):
        raise RuntimeError("the secret is 42")

    client.raise_request_exception = False
    monkeypatch.setattr("api.views.read.ReadView._answer", fail)
    answer = read(path, accept=accept)
    problem(answer, 500, "server-error")
    assert b"42" not in answer.content
    assert "the secret is 42" in caplog.text


UNKNOWN = ["", "nothing/", "articles/a/b/c/", "articles/a.pdf", "articles/Ünï/", "%00", "x" * 3000]


@pytest.mark.parametrize("path", UNKNOWN, ids=lambda path: path[:20])
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "DELETE"])
def test_unknown_addresses_are_not_found(read, path, method):
    answer = read.ask(method, path)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_unknown_address_names_the_page_that_lists_them(read, settings):
    assert f"{settings.API_URL}/docs/" in read("").json()["detail"]


@pytest.mark.parametrize("path", ["/api/", "/api/v2/articles/", "/api/v1", "/api/x"])
def test_unknown_addresses_beside_the_api(client, path):
    answer = client.get(path)
    if answer.status_code == 301:
        answer = client.get(answer["Location"])
    problem(answer, 404, "not-found")


@pytest.mark.parametrize("path", ["/api/v1/articles/", "/api/v1/articles", "/api/v1/docs/", "/api/"])
def test_host_that_is_not_ours_is_a_problem(client, path, settings):
    settings.SECURE_SSL_REDIRECT = True
    problem(client.get(path, headers={"host": "evil.example"}), 400, "bad-request")


def test_more_parameters_than_any_address_has(read):
    query = "&".join(f"name{number}=1" for number in range(1001))
    problem(read(f"articles/?{query}"), 400, "bad-request")


@pytest.mark.parametrize("path", [path for path in PATHS if path.endswith("/")])
def test_forgotten_slash_is_added_and_the_query_kept(client, path):
    answer = client.get(f"/api/v1/{path[:-1]}?locale=es&x=%20y")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/{path}?locale=es&x=%20y")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_slash_too_many_is_not_found(read):
    problem(read("openapi.json/"), 404)
    problem(read("articles/walking-again.md/"), 404)


def test_forgotten_slash_is_not_added_to_what_is_written(client):
    assert client.post("/api/v1/articles/a/comments").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_browsers_may_ask_before_they_read(read, path):
    headers = {"Origin": "https://any.example", "Access-Control-Request-Method": "GET"}
    answer = read.ask("OPTIONS", path, headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer["Allow"].split(", "))


@pytest.mark.parametrize("name", TYPES)
def test_every_type_leads_to_a_page(client, name):
    path = TYPES[name].url.removeprefix(settings.API_URL.removesuffix("/api/v1"))
    answer = client.get(path)
    assert answer.status_code == 200
    assert TYPES[name].advice[:20] in answer.content.decode()
    assert TYPES[name].url in answer.content.decode()


def test_all_types_are_listed(read):
    page = read("problems/").content.decode()
    assert all(f'href="{name}/"' in page for name in TYPES)


ACCEPTED = [
    "application/json, text/plain, */*",
    "application/json;q=0.5",
    "application/*",
    "text/html;q=0.1,*/*",
]


@pytest.mark.parametrize("accept", ACCEPTED)
def test_particular_clients_are_answered(read, accept):
    publish_article()
    assert read("articles/walking-again/", accept=accept).status_code == 200
    assert read("articles/walking-again/", accept=accept).json()["slug"] == "walking-again"


def test_negotiated_answer_is_the_plain_one(read):
    publish(make_site())
    publish(make_topic(), path="topics/recovery")
    for path in ("site/", "topics/recovery/", "changes/"):
        plain, negotiated = read(path), read(path, accept="application/json;q=0.5")
        assert (plain.content, plain["ETag"]) == (negotiated.content, negotiated["ETag"])
