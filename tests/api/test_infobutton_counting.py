"""Codes that nobody could match are counted, and that costs no reader the answer."""

import pytest
from django.db import DatabaseError

from api.infobutton.counting import UnmatchedLimit
from cms.feedback.models import UnmatchedCode
from tests.api.infobutton import CRITERIA, ICD, LANGUAGE, SCT, address, coded, feed, publish_site

pytestmark = pytest.mark.django_db


def kept():
    return list(
        UnmatchedCode.objects.order_by("pk").values_list("system", "code", "display", "locale", "times")
    )


def test_code_that_no_article_has_is_counted_in_its_one_spelling(read):
    for code in ("m5450", "M54.50"):
        read(address(code, **{f"{CRITERIA}.dn": "Low back pain", LANGUAGE: "es"}))
    assert kept() == [(ICD, "M54.50", "Low back pain", "es", 2)]


def test_only_what_no_article_has_is_counted(read):
    coded("back", "M54.5")
    read(address("M54.5", (SCT, "161891005"), ("1.2.3", "local"), "nonsense"))
    assert [row[:2] for row in kept()] == [(SCT, "161891005")]


def test_nothing_is_kept_of_who_asked(read):
    fields = {field.name for field in UnmatchedCode._meta.get_fields()}
    asked = {"system", "code", "locale", "display", "times", "days", "first_asked_on", "last_asked_on"}
    assert fields == {"id", *asked, "dismissed_on"}


def test_head_and_refused_requests_are_not_counted(read):
    read.ask("HEAD", address("M54.5"))
    read(address("M54.5", knowledgeResponseType="x"))
    read(address("M54.5"), accept="text/turtle")
    assert kept() == []


def test_one_address_is_counted_so_often_and_answered_always(read, monkeypatch):
    monkeypatch.setitem(UnmatchedLimit.THROTTLE_RATES, "unmatched", "3/hour")
    codes = [f"M54.{number}" for number in range(5)]
    assert len(feed(read, *codes)["unmatched"]) == 5
    answer = read(address(*codes))
    assert answer.status_code == 200
    assert "RateLimit" not in answer
    assert [row[1] for row in kept()] == codes[:3]
    read.ask("GET", address(*codes), REMOTE_ADDR="192.0.2.7")
    assert [row[4] for row in kept()] == [2, 2, 2]


@pytest.mark.parametrize(
    "broken", ["api.infobutton.counting.count_unmatched", "api.limits.Limit.allow_request"]
)
def test_reader_is_answered_when_nothing_can_be_counted(read, monkeypatch, caplog, broken):
    def refuse(*_, **__):
        raise DatabaseError("read-only")

    monkeypatch.setattr(broken, refuse)
    assert read(address("M54.5")).status_code == 200
    assert "not counted" in caplog.text


def test_counting_costs_a_statement_and_one_more_for_a_new_code(read, django_assert_num_queries):
    publish_site()
    # A savepoint stands here for the transaction, and counts as two.
    with django_assert_num_queries(6):
        feed(read, "M54.5")
    with django_assert_num_queries(5):
        feed(read, "M54.5")
