import pytest
from django.conf import settings

from cms.editions.models import Edition
from tests.api.problems import problem
from tests.editions.factories import CONTACT, end_html, make_notice, publish, publish_article, publish_gone

pytestmark = pytest.mark.django_db
SUFFIXES = ["/", ".html", ".md", "/editions/", "/editions/1/", "/comments/", "/comments.html"]


def test_detail_is_the_stored_bytes(read):
    publish_article()
    answer = read("articles/walking-again/")
    assert answer.content == bytes(Edition.objects.get().document)
    assert answer["Content-Type"] == "application/json"


def test_detail_by_content_id_is_the_same(read):
    content = publish_article()
    by_id = read(f"articles/{content['content_id']}/")
    assert by_id.content == read("articles/walking-again/").content


def test_language_is_asked_for_and_the_default_otherwise(read):
    publish_article()
    publish_article(locale="es", title="Volver a andar")
    assert read.json("articles/walking-again/")["title"] == "Walking again"
    assert read.json("articles/walking-again/?locale=es")["title"] == "Volver a andar"
    problem(read("articles/walking-again/?locale=xx"), 400, "invalid-parameter")


def test_reader_s_own_language_changes_nothing(read):
    publish_article()
    answer = read("articles/walking-again/", accept_language="es")
    assert answer.json()["locale"] == "en"
    assert "Accept-Language" not in answer["Vary"]


def test_article_that_is_not_translated_is_not_found(read):
    publish_article()
    problem(read("articles/walking-again/?locale=es"), 404, "not-found")


def test_fragment_is_the_body_with_its_disclaimers(read):
    content = publish_article()
    answer = read("articles/walking-again.html")
    assert answer.content.decode() == content["body_html"]
    assert end_html() in answer.content.decode()
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Link"] == f'<{content["url"]}>; rel="canonical"'


def test_title_in_markdown_is_plain_words(read):
    publish_article(title="<b>A*b*</b> [x](y)")
    first_line, *_ = read("articles/walking-again.md").content.decode().splitlines()
    assert first_line == r"# \<b>A\*b\*\</b> \[x\](y)"


def test_markdown_has_the_title_and_the_disclaimers(read):
    content = publish_article()
    answer = read("articles/walking-again.md")
    assert answer.content.decode() == f"# Walking again\n\n{content['body_markdown']}"
    assert content["disclaimers"][0]["text"] in answer.content.decode()
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("query", ["", "?locale=es"])
def test_former_slug_leads_to_the_present_one(read, suffix, query):
    locale = "es" if query else "en"
    publish_article("old-name", locale, name="it")
    publish_article("new-name", locale, name="it")
    answer = read(f"articles/old-name{suffix}{query}")
    assert answer.status_code == 301
    assert answer["Location"] == f"{settings.API_URL}/articles/new-name{suffix}{query}"


def test_content_id_outlives_the_slug(read):
    content = publish_article("old-name", name="it")
    publish_article("new-name", name="it")
    assert read.json(f"articles/{content['content_id']}/")["slug"] == "new-name"


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", ["old-name", "new-name", "content_id"])
def test_gone_article_says_so_and_whom_to_ask(read, suffix, name):
    content = publish_article("old-name", name="it")
    publish_article("new-name", name="it")
    publish_gone(content)
    address = content["content_id"] if name == "content_id" else name
    said = problem(read(f"articles/{address}{suffix}"), 410, "gone")
    assert (said["contact"], said["state"]) == (CONTACT, "gone")


def test_gone_article_without_a_contact(read):
    content = publish_article()
    publish_gone(content, contact=None)
    assert "contact" not in problem(read("articles/walking-again/"), 410)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_never_was_is_not_found(read, suffix):
    problem(read(f"articles/never-was{suffix}"), 404, "not-found")


def test_what_only_partners_may_read_is_not_found(read):
    content = publish_article(audience="partners")
    problem(read("articles/walking-again/"), 404)
    problem(read(f"articles/{content['content_id']}/"), 404)
    assert read.titles("articles/") == []


def test_what_was_public_and_is_for_partners_now_is_gone(read):
    publish_article()
    publish_article(audience="partners")
    problem(read("articles/walking-again/"), 410)
    problem(read("articles/walking-again/editions/1/"), 410)


def test_gone_for_partners_stays_hidden(read):
    content = publish_article(audience="partners")
    publish(make_notice(content), path="articles/walking-again", day=1)
    problem(read("articles/walking-again/"), 404)


def test_head_has_the_headers_and_no_body(read):
    publish_article()
    got, headed = read("articles/walking-again/"), read.ask("HEAD", "articles/walking-again/")
    assert headed.content == b""
    assert {**headed.headers} == {**got.headers}
    assert int(got["Content-Length"]) == len(got.content)
