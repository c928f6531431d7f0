"""What was merged into another leads on to it: in the same form, with the same query."""

import json
from urllib.parse import quote

import pytest
from django.conf import settings

from tests.api.problems import problem
from tests.api.withdrawing import ADDRESSES, publish_in
from tests.editions.factories import publish_article, publish_gone, thing_of
from tests.editions.withdrawals import publish_moved, publish_withdrawn, successor

pytestmark = pytest.mark.django_db
OF_ONE_EDITION = "/editions/1/"


def location(answer):
    """Where a redirect leads, below the API's base."""
    assert answer.status_code == 301, answer.content
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer["Location"].removeprefix(f"{settings.API_URL}/")


@pytest.mark.parametrize(("collection", "form"), ADDRESSES)
def test_every_address_leads_to_the_successor_but_that_of_one_edition(read, collection, form):
    into, _ = publish_in(collection, "into")
    content, name = publish_in(collection, "from")
    publish_moved(content, into)
    for asked in {name, content["content_id"]}:
        answer = read(f"{collection}/{asked}{form}")
        if form == OF_ONE_EDITION:
            said = problem(answer, 410, "moved")
            assert (said["state"], said["successor"]) == ("moved", successor(into))
        else:
            assert location(answer) == f"{collection}/{into['content_id']}{form}"
            assert read(location(answer)).status_code == 200


def test_query_is_kept(read):
    publish_moved(publish_article("from"), into := publish_article("into"))
    answer = read("articles/from/comments/?limit=5&locale=en")
    assert location(answer) == f"articles/{into['content_id']}/comments/?limit=5&locale=en"


def test_successor_in_another_language_is_asked_for_in_its_own(read):
    publish_moved(publish_article("from"), into := publish_article("into", locale="es"))
    assert location(read("articles/from.html")) == f"articles/{into['content_id']}.html?locale=es"
    assert read(location(read("articles/from/"))).json()["locale"] == "es"


def test_chain_of_moves_leads_on_step_by_step(read):
    one, two, three = (publish_article(name) for name in ("one", "two", "three"))
    publish_moved(one, two)
    publish_moved(two, three)
    second = location(read("articles/one.md"))
    assert second == f"articles/{two['content_id']}.md"
    assert location(read(second)) == f"articles/{three['content_id']}.md"


def test_successor_that_was_withdrawn_says_so_itself(read):
    into = publish_article("into")
    publish_moved(publish_article("from"), into)
    publish_withdrawn(into)
    problem(read(location(read("articles/from/"))), 410, "withdrawn")
    publish_gone(into, day=10)
    problem(read(location(read("articles/from/"))), 410, "gone")


def test_successor_of_another_kind_has_not_all_forms(read):
    benefit, _ = publish_in("benefits", "less-pain")
    publish_moved(publish_article("from"), benefit)
    assert location(read("articles/from/")) == f"benefits/{benefit['content_id']}/"
    said = problem(read("articles/from.html"), 410, "moved")
    assert said["detail"] == "The article “From” was merged into another. Read “Less pain” instead."


def test_former_slug_leads_on_at_once(read):
    publish_article("old-name", name="it")
    publish_moved(publish_article("new-name", name="it"), into := publish_article("into"))
    assert location(read("articles/old-name/")) == f"articles/{into['content_id']}/"


def test_renamed_successor_is_found_by_what_does_not_change(read):
    into = publish_article("into", name="into")
    publish_moved(publish_article("from"), into)
    publish_article("renamed", name="into", day=10)
    assert read(location(read("articles/from/"))).json()["slug"] == "renamed"


@pytest.mark.parametrize("page", ["comments/", "comments.html"])
def test_comment_is_not_taken_for_another_article(client, page):
    publish_moved(publish_article("from"), publish_article("into"))
    form = "/comments/" if page == "comments/" else "/comments.html"
    problem(client.post(f"/api/v1/articles/from{form}", {"name": "Rosa", "text": "Hello"}), 410, "moved")


def test_reader_who_has_the_notice_of_the_feed_is_led_on_all_the_same(read):
    into = publish_article("into")
    edition = publish_moved(publish_article("from"), into)
    answer = read("articles/from/", if_none_match=f'"sha-256:{edition.digest}"')
    assert location(answer) == f"articles/{into['content_id']}/"


def test_embed_is_that_of_the_successor(read):
    into, content = publish_article("into"), publish_article("from")
    publish_moved(content, into)
    for url in (content["url"], content["links"]["embed"]):
        answer = read(f"oembed?url={quote(url, safe='')}&maxwidth=300")
        assert read.json(location(answer))["title"] == "Into"
        assert read.json(location(answer))["width"] == 300


def test_successor_that_has_no_page_is_not_embedded(read):
    benefit, _ = publish_in("benefits", "less-pain")
    content = publish_article("from")
    publish_moved(content, benefit)
    said = problem(read(f"oembed?url={content['url']}"), 410, "moved")
    assert said["successor"]["kind"] == "benefit"


def test_what_only_partners_may_know_leads_nowhere(read):
    publish_moved(publish_article("from"), publish_article("into"), audience="partners")
    problem(read("articles/from/"), 410, "gone")


def test_moved_article_is_in_the_feed_with_its_successor_and_in_no_list(read):
    into, content = publish_article("into"), publish_article("from")
    edition = publish_moved(content, into)
    change = read.json("changes/?include=document")["changes"][-1]
    assert (change["state"], change["content_id"]) == ("moved", content["content_id"])
    assert change["document"] == json.loads(bytes(edition.document))
    assert read.titles("articles/") == ["Into"]
    assert thing_of(content).state == "moved"
