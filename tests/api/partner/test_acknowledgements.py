"""A partner is told what was taken back, and says that it shows it no longer."""

import pytest
from django.utils import timezone

from cms.partners.models import Acknowledgement
from tests.editions.factories import make_benefit, publish, publish_article, publish_gone
from tests.editions.withdrawals import publish_withdrawn

pytestmark = pytest.mark.django_db


def meant(content, edition=2):
    return {"content_id": content["content_id"], "locale": "en", "edition": edition}


@pytest.fixture
def recalled():
    content = publish_article()
    publish_withdrawn(content, severity="high", reason="incorrect", notice="Do not walk.")
    return content


def test_recalls_and_withdrawals_are_listed_with_their_notices(ask, recalled):
    publish_withdrawn(publish_article("sleeping"))
    publish_gone(publish_article("unpublished"))
    publish_article("standing")
    last, first = ask.json("acknowledgements/")["results"]
    assert (last["title"], last["severity"]) == ("Sleeping", None)
    assert first == {
        **meant(recalled),
        "kind": "article",
        "title": "Walking again",
        "severity": "high",
        "reason": "incorrect",
        "notice": "Do not walk.",
        "withdrawn_at": "2026-03-11T09:00:00Z",
        "successor": None,
        "acknowledged_at": None,
    }


def test_a_recalled_part_concerns_everybody(make_program):
    content = make_benefit()
    publish(content, path="benefits/less-pain")
    publish_withdrawn(content, severity="low")
    ask = make_program(topics=["5ea75a85-8e7f-56c5-a228-b8a848281fe8"])
    assert [each["kind"] for each in ask.json("acknowledgements/")["results"]] == ["benefit"]


def test_what_a_partner_never_read_does_not_concern_it(make_program, recalled):
    ask = make_program(topics=["5ea75a85-8e7f-56c5-a228-b8a848281fe8"])
    assert ask.json("acknowledgements/")["results"] == []
    answer = ask("acknowledgements/", method="POST", sent=meant(recalled))
    assert answer.json()["errors"][0]["field"] == "content_id"


def test_an_acknowledgement_stands_once(ask, recalled):
    first = ask("acknowledgements/", method="POST", sent=meant(recalled))
    again = ask("acknowledgements/", method="POST", sent=meant(recalled))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == ask.json("acknowledgements/")["results"][0]
    assert first.json()["acknowledged_at"]
    assert Acknowledgement.objects.count() == 1


def test_open_ones_are_found(ask, recalled):
    publish_withdrawn(publish_article("sleeping"))
    ask("acknowledgements/", method="POST", sent=meant(recalled))
    titles = lambda flag: [e["title"] for e in ask.json(f"acknowledgements/?acknowledged={flag}")["results"]]  # noqa: E731
    assert (titles("true"), titles("false")) == (["Walking again"], ["Sleeping"])


def test_another_notice_is_to_be_acknowledged_anew(ask, recalled):
    ask("acknowledgements/", method="POST", sent=meant(recalled))
    publish_withdrawn(recalled, severity="high", reason="incorrect", notice="Do not walk or stand.", day=10)
    (row,) = ask.json("acknowledgements/")["results"]
    assert (row["edition"], row["acknowledged_at"]) == (3, None)
    answer = ask("acknowledgements/", method="POST", sent=meant(recalled))
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"field": "edition", "detail": "The notice is edition 3. Read that one first."}
    ]


def test_what_was_restored_is_listed_no_more(ask, recalled):
    publish_article(title="Walking, safely")
    assert ask.json("acknowledgements/")["results"] == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"content_id": "x"}, "content_id"),
        ({"content_id": 7}, "content_id"),
        ({"locale": "xx"}, "locale"),
        ({"locale": None}, "locale"),
        ({"edition": 0}, "edition"),
        ({"edition": "2"}, "edition"),
        ({"edition": True}, "edition"),
        ({"edition": 2**40}, "edition"),
        ({"note": "x"}, "note"),
    ],
)
def test_what_will_not_do_is_refused_by_field(ask, recalled, changes, field):
    answer = ask("acknowledgements/", method="POST", sent={**meant(recalled), **changes})
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert not Acknowledgement.objects.exists()


def test_pages_lead_on(ask):
    for slug in "abc":
        publish_withdrawn(publish_article(slug))
    page = ask.json("acknowledgements/?limit=2")
    after = ask.json(page["next"].partition("/partner/")[2])
    assert [each["title"] for each in page["results"] + after["results"]] == ["C", "B", "A"]


def test_one_partner_does_not_speak_for_another(make_program, recalled):
    own, other = make_program(), make_program(name="Hill Practice")
    own("acknowledgements/", method="POST", sent=meant(recalled))
    assert other.json("acknowledgements/")["results"][0]["acknowledged_at"] is None
    given = own.json("acknowledgements/")["results"][0]["acknowledged_at"]
    assert given <= timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
