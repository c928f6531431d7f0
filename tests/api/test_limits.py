"""Who asks too often is told so, and everybody is told how much is left."""

import re

import pytest

from tests.api.problems import problem
from tests.editions.factories import publish_article

pytestmark = pytest.mark.django_db
COMMENTS = "articles/walking-again/comments/"


@pytest.fixture(autouse=True)
def article():
    return publish_article()


@pytest.fixture
def send(read):
    def send(**meta):
        body = '{"name": "Rosa", "text": "Thank you."}'
        return read.ask("POST", COMMENTS, data=body, content_type="application/json", **meta)

    return send


def left(answer):
    return int(re.fullmatch(r'"\w+(?:-keyed)?";r=(\d+);t=\d+', answer["RateLimit"])[1])


def test_every_comment_is_told_how_many_are_left(send):
    answers = [send() for _ in range(11)]
    assert [left(answer) for answer in answers] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0]
    assert {answer["RateLimit-Policy"] for answer in answers} == {'"comments";q=10;w=3600'}
    problem(answers[10], 429, "too-many-requests")
    assert "RateLimit" in answers[0]["Access-Control-Expose-Headers"]


def test_reading_comments_is_not_limited(read):
    assert "RateLimit" not in read(COMMENTS)
    assert "RateLimit" not in read("articles/walking-again/")


FORGED = ["192.0.2.{}", "192.0.2.{}, 10.0.0.1", "for=192.0.2.{}", "unknown, 192.0.2.{}"]


@pytest.mark.parametrize("forged", FORGED)
def test_forged_address_does_not_help(send, forged):
    answers = [send(HTTP_X_FORWARDED_FOR=forged.format(place)) for place in range(11)]
    assert answers[10].status_code == 429


def test_behind_a_proxy_the_address_is_the_one_that_it_adds(send, monkeypatch):
    monkeypatch.setattr("rest_framework.throttling.api_settings.NUM_PROXIES", 1)
    forged = [send(HTTP_X_FORWARDED_FOR=f"192.0.2.{place}, 198.51.100.7") for place in range(11)]
    assert forged[10].status_code == 429
    assert send(HTTP_X_FORWARDED_FOR="192.0.2.1, 198.51.100.8").status_code == 202


def test_other_headers_that_proxies_use_do_not_help(send):
    names = ("HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_CF_CONNECTING_IP", "HTTP_TRUE_CLIENT_IP")
    answers = [send(**dict.fromkeys(names, f"192.0.2.{place}")) for place in range(11)]
    assert answers[10].status_code == 429
