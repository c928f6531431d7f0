"""What a partner has read is counted by edition and day, beside what there is now."""

from datetime import date
from uuid import UUID

import pytest

from cms.partners.models import PartnerRead
from cms.partners.services import Read, record_reads
from tests.editions.factories import identity, publish_article, publish_gone

pytestmark = pytest.mark.django_db
WALKING = identity("article-walking-again")


def read_on(ask, day, edition=1, times=1):
    for _ in range(times):
        record_reads(
            partner=ask.partner, reads=[Read(UUID(WALKING), "en", edition)], on=date.fromisoformat(day)
        )


def test_old_editions_stand_beside_the_current_one(ask):
    content = publish_article()
    ask("articles/walking-again/")
    publish_article(title="Walking, again")
    ask("articles/walking-again/")
    ask("articles/walking-again.md")
    counts = ask.json("usage/")["results"]
    assert [(each["edition"], each["reads"], each["current"]["edition"]) for each in counts] == [
        (2, 2, 2),
        (1, 1, 2),
    ]
    publish_gone(content)
    assert ask.json("usage/")["results"][0]["current"] == {"edition": 3, "state": "gone"}


def test_days_and_things_narrow_it_down(ask):
    publish_article()
    for day in ("2026-05-01", "2026-05-02", "2026-05-03"):
        read_on(ask, day)
    days = lambda query: [each["day"] for each in ask.json(f"usage/?{query}")["results"]]  # noqa: E731
    assert days("since=2026-05-02") == ["2026-05-03", "2026-05-02"]
    assert days("until=2026-05-02") == ["2026-05-02", "2026-05-01"]
    assert len(days(f"content_id={WALKING}")) == 3
    assert days(f"content_id={identity('another')}") == []


def test_it_has_pages(ask):
    publish_article()
    for day in ("2026-05-01", "2026-05-02", "2026-05-03"):
        read_on(ask, day)
    page = ask.json("usage/?limit=2")
    after = ask.json(page["next"].partition("/partner/")[2])
    assert [each["day"] for each in after["results"]] == ["2026-05-01"]
    before = ask.json(after["previous"].partition("/partner/")[2])
    assert before["results"] == page["results"]


@pytest.mark.parametrize(
    "query", ["since=yesterday", "until=2026-02-31", "content_id=walking", "day=2026-05-01"]
)
def test_what_cannot_be_asked_is_refused(ask, query):
    assert ask(f"usage/?{query}").status_code == 400


def test_one_partners_reads_are_not_anothers(make_program):
    publish_article()
    own, other = make_program(), make_program(name="Hill Practice")
    own("articles/walking-again/")
    assert other.json("usage/")["results"] == []


def test_counts_add_up(ask):
    publish_article()
    read_on(ask, "2026-05-01", times=3)
    record_reads(partner=ask.partner, reads=[], on=date(2026, 5, 1))
    assert PartnerRead.objects.get().reads == 3


def test_what_is_only_listed_or_refused_is_not_read(ask):
    publish_gone(publish_article())
    publish_article("sleeping")
    ask("articles/")
    ask("articles/walking-again/")
    ask("articles/nowhere/")
    ask("articles/sleeping/?colour=red")
    assert not PartnerRead.objects.exists()
