"""Codes nobody could match: counted, bounded, dismissed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cms.feedback import services
from cms.feedback.models import UnmatchedCode
from cms.feedback.services import Unmatched, count_unmatched, dismiss_codes, reopen_codes

pytestmark = pytest.mark.django_db
SCT = "http://snomed.info/sct"
MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)


def count(*codes, on=MONDAY, locale="en", display=""):
    count_unmatched(codes=[Unmatched(SCT, code, display) for code in codes], locale=locale, on=on)


def kept():
    return list(
        UnmatchedCode.objects.order_by("code", "locale").values_list("code", "locale", "times", "days")
    )


def test_code_is_counted_by_times_and_days():
    for day in (MONDAY, MONDAY, TUESDAY):
        count("161891005", on=day)
    row = UnmatchedCode.objects.get()
    assert (row.times, row.days) == (3, 2)
    assert (row.first_asked_on, row.last_asked_on) == (MONDAY, TUESDAY)


def test_languages_are_counted_apart_and_twice_in_one_request_is_once():
    count("161891005", "123456789", "161891005")
    count("161891005", locale="es")
    assert kept() == [("123456789", "en", 1, 1), ("161891005", "en", 1, 1), ("161891005", "es", 1, 1)]


def test_first_name_is_kept_in_one_short_line():
    count("161891005")
    count("161891005", display=" Back\n\x00ache \u202e" + "x" * 300)
    count("161891005", display="Another")
    display = UnmatchedCode.objects.get().display
    assert display.startswith("Back ache x")
    assert len(display) == 200


def test_least_recently_asked_go_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(services, "MOST", 3)
    count("100001", on=MONDAY)
    count("100002", "100003", on=TUESDAY)
    count("100003", on=TUESDAY)
    count("100004", on=TUESDAY)
    assert [row[0] for row in kept()] == ["100002", "100003", "100004"]
    count("100005", on=TUESDAY)
    assert [row[0] for row in kept()] == ["100003", "100004", "100005"]


def test_counting_costs_one_statement_and_one_more_for_what_is_new(django_assert_num_queries):
    with django_assert_num_queries(4):
        count("161891005", "123456789")
    with django_assert_num_queries(3):
        count("161891005", "123456789")
    with django_assert_num_queries(0):
        count()


def test_dismissed_code_stays_dismissed_however_often_it_is_asked_for():
    count("161891005")
    keys = [UnmatchedCode.objects.get().pk]
    assert dismiss_codes(keys=keys, on=MONDAY) == 1
    assert dismiss_codes(keys=keys, on=TUESDAY) == 0
    count("161891005", on=TUESDAY)
    assert not UnmatchedCode.objects.open().exists()
    assert UnmatchedCode.objects.dismissed().get().times == 2
    assert reopen_codes(keys=keys) == 1
    assert UnmatchedCode.objects.open().exists()


class AnyName(TestCase):
    @given(st.text(max_size=300))
    @settings(max_examples=50, deadline=None)
    def test_any_name_can_be_kept(self, display):
        count("161891005", display=display)
        assert UnmatchedCode.objects.get().display.isprintable()
