"""What partners read by key: what is public and what is theirs, as far as their topics reach."""

import pytest

from cms.partners.models import PartnerRead
from tests.editions.factories import (
    identity,
    included,
    make_article,
    make_topic,
    publish,
    publish_article,
    publish_gone,
)

pytestmark = pytest.mark.django_db
TOPIC, OTHER = make_topic(), make_topic("sleep")
IDS = [identity("topic-recovery")]


def file_under(topic, slug, **changes):
    """An article that is filed under a topic."""
    ref = {key: topic[key] for key in ("content_id", "slug", "name")}
    content = make_article(slug, topics=[ref], **changes)
    publish(content, path=f"articles/{slug}", included=[included(topic, "topic")])
    return content


@pytest.fixture(autouse=True)
def _published():
    publish(TOPIC, path="topics/recovery")
    publish(OTHER, path="topics/sleep")
    publish_article("for-all")
    file_under(TOPIC, "walking")
    file_under(TOPIC, "protocol", audience="partners")
    file_under(OTHER, "pillows", audience="partners")


def test_lists_hold_what_is_public_and_what_is_for_partners(ask, read):
    assert sorted(ask.titles()) == ["For all", "Pillows", "Protocol", "Walking"]
    assert sorted(read.titles("articles/")) == ["For all", "Walking"]


def test_a_partner_with_topics_reads_what_is_filed_under_them(make_program):
    ask = make_program(topics=IDS)
    assert sorted(ask.titles()) == ["Protocol", "Walking"]
    assert ask.titles("articles/?q=protocol") == ["Protocol"]
    assert ask.titles("articles/?topic=recovery&ordering=title&limit=1") == ["Protocol"]
    assert ask("articles/for-all/").status_code == 404
    assert ask("articles/pillows/").status_code == 404


def test_pages_lead_on_under_the_partners_address(ask):
    page = ask.json("articles/?limit=1")
    assert "/api/v1/partner/articles/?" in page["next"]
    titles = {page["results"][0]["title"]}
    while page["next"]:
        page = ask.json(page["next"].partition("/partner/")[2])
        titles |= {each["title"] for each in page["results"]}
    assert len(titles) == 4


@pytest.mark.parametrize("form", ["/", ".html", ".md", ".txt", ".jsonld", "/editions/", "/editions/1/"])
def test_every_form_is_read_by_key_alone(ask, read, form):
    answer = ask(f"articles/protocol{form}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer
    assert read(f"articles/protocol{form}").status_code == 404
    assert read(f"partner/articles/protocol{form}").status_code == 401


def test_an_edition_that_is_known_is_not_sent_again(ask):
    etag = ask("articles/protocol/")["ETag"]
    assert ask("articles/protocol/", **{"If-None-Match": etag}).status_code == 304


def test_what_was_for_all_and_is_for_partners_now_is_gone_for_the_public(ask, read):
    file_under(TOPIC, "walking", audience="partners")
    assert read("articles/walking/").status_code == 410
    assert read("articles/walking/editions/1/").status_code == 410
    assert ask("articles/walking/").json()["audience"] == "partners"
    assert ask("articles/walking/editions/1/").status_code == 200


def test_what_leaves_the_topics_is_gone_for_the_partner(make_program):
    ask = make_program(topics=IDS)
    file_under(OTHER, "protocol", audience="partners")
    answer = ask("articles/protocol/")
    assert (answer.status_code, answer.json()["state"]) == (410, "gone")
    assert "articles/protocol" not in str(ask.titles())


def test_what_is_taken_back_answers_with_its_notice(ask):
    publish_gone(file_under(TOPIC, "protocol", audience="partners"))
    assert ask("articles/protocol/").status_code == 410


def test_a_renamed_article_leads_on_under_the_partners_address(ask):
    content = file_under(TOPIC, "protocol", audience="partners")
    renamed = make_article(
        "new-protocol", name="article-protocol", topics=content["topics"], audience="partners"
    )
    publish(renamed, path="articles/new-protocol", included=[included(TOPIC, "topic")])
    answer = ask("articles/protocol.md?locale=en")
    assert answer.status_code == 301
    assert answer["Location"].endswith("/api/v1/partner/articles/new-protocol.md?locale=en")
    assert answer["Cache-Control"] == "private, no-store"


def test_reads_are_counted_by_edition_and_day(ask):
    for _ in range(2):
        ask("articles/protocol/")
    ask("articles/protocol.html")
    ask("articles/")
    (count,) = PartnerRead.objects.all()
    assert (str(count.content_id), count.edition, count.reads) == (identity("article-protocol"), 1, 3)
    assert count.partner == ask.partner
