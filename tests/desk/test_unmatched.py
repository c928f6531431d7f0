"""The report of codes that nobody could match."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.feedback.models import UnmatchedCode
from cms.feedback.services import Unmatched, count_unmatched
from tests.articles.factories import make_article

pytestmark = pytest.mark.django_db
REPORT, SORT = "/admin/unmatched/", "/admin/unmatched/sort/"
ICD, SCT = "http://hl7.org/fhir/sid/icd-10-cm", "http://snomed.info/sct"


def ask(code="M54.50", system=ICD, *, display="Low back pain", times=1, locale="en"):
    for day in range(times):
        codes = [Unmatched(system, code, display)]
        count_unmatched(codes=codes, locale=locale, on=date(2026, 5, 4 + day))
    return UnmatchedCode.objects.get(code=code, locale=locale)


def codes(client, **query):
    return [each.code for each in client.get(REPORT, query).context["object_list"]]


def html_of(client, **query):
    return client.get(REPORT, query).content.decode()


def test_most_asked_stands_first_with_all_that_is_known(admin_client):
    ask("161891005", SCT, display="")
    ask(times=3, locale="es")
    assert codes(admin_client) == ["M54.50", "161891005"]
    html = html_of(admin_client)
    for words in ("Low back pain", "ICD-10-CM", "SNOMED CT", "3 times", "on 3 days", "6 May 2026", ">es<"):
        assert words in html


def test_filters_and_search_narrow(admin_client):
    ask("161891005", SCT, display="Backache", locale="es")
    ask()
    for query in ({"system": SCT}, {"locale": "es"}, {"q": "ackach"}, {"q": "16189"}):
        assert codes(admin_client, **query) == ["161891005"]
    assert "No code is like that." in html_of(admin_client, q="nothing")


def test_dismissed_code_leaves_the_list_and_can_be_taken_back(admin_client):
    keys = [ask("M54.50").pk, ask("M54.2").pk]
    answer = admin_client.post(SORT, {"act": f"dismiss {keys[0]}"}, follow=True)
    assert "1 code dismissed." in answer.content.decode()
    assert codes(admin_client) == ["M54.2"]
    admin_client.post(SORT, {"act": "dismiss", "code": keys})
    assert codes(admin_client) == []
    assert codes(admin_client, show="dismissed") == ["M54.2", "M54.50"]
    answer = admin_client.post(SORT, {"act": "reopen", "code": keys}, follow=True)
    assert "2 codes taken back among the open ones." in answer.content.decode()
    assert codes(admin_client) == ["M54.2", "M54.50"]


@pytest.mark.parametrize("sent", [{}, {"act": "dismiss"}, {"act": "dismiss x"}, {"act": "?", "code": "²"}])
def test_nothing_ticked_changes_nothing(admin_client, sent):
    ask()
    answer = admin_client.post(SORT, sent, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert codes(admin_client) == ["M54.50"]


def test_code_that_has_an_article_by_now_names_it(admin_client, disclaimer):
    ask()
    page = make_article()
    page.codes.create(system=ICD, code="M54.5", display="Low back pain")
    page.save_revision().publish()
    html = html_of(admin_client)
    assert "Answered by now" in html
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}">{page.title}</a>' in html


def test_spreadsheet_has_it_all_and_no_formula(admin_client):
    ask("161891005", SCT, display='=HYPERLINK("http://evil.example")')
    ask(times=2)
    answer = admin_client.get(REPORT, {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    head = ["System", "Code", "Name", "Language", "Times asked", "On days", "First asked", "Last asked"]
    assert rows[0] == head
    assert rows[1] == ["ICD-10-CM", "M54.50", "Low back pain", "en", "2", "2", "2026-05-04", "2026-05-05"]
    assert rows[2][2].startswith("'=")
    assert admin_client.get(REPORT, {"export": "xlsx"}).status_code == 200


def test_name_is_escaped(admin_client):
    ask(display="<script>alert(1)</script>")
    assert "<script>alert" not in html_of(admin_client)


def test_editors_sort_codes_and_reviewers_do_not(client, member):
    key = ask().pk
    user = member("Editors")
    assert codes(client) == ["M54.50"]
    assert REPORT in client.get("/admin/reports/site-history/", follow=True).content.decode()
    user.groups.set(Group.objects.filter(name="Reviewers"))
    assert client.get(REPORT).status_code == 302
    assert client.post(SORT, {"act": f"dismiss {key}"}).status_code == 302
    assert UnmatchedCode.objects.open().exists()


def test_empty_report_says_so(admin_client):
    assert "Every code that was asked for has an article." in html_of(admin_client)


def test_long_report_costs_no_more_queries(admin_client, django_assert_max_num_queries):
    for number in range(40):
        ask(f"M54.{number:02}")
    admin_client.get(REPORT)
    with django_assert_max_num_queries(16):
        admin_client.get(REPORT)
