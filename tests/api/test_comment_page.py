import pytest

from cms.comments.models import Comment
from cms.comments.services import approve_comment, submit_comment
from tests.api.problems import problem
from tests.editions.factories import publish_article, publish_gone, thing_of

pytestmark = pytest.mark.django_db
PATH = "articles/walking-again/comments.html"
URL = f"/api/v1/{PATH}"

FIELDS = "&".join(f"field{number}=1" for number in range(1001))


@pytest.fixture
def article():
    return publish_article()


def page(answer, status=200):
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    return answer.content.decode()


def test_page_shows_approved_comments_escaped(read, article):
    content_id = thing_of(article).content_id
    comment = submit_comment(content_id=content_id, locale="en", name="<i>Rosa</i>", text="One\n\n<b>two</b>")
    assert "Rosa" not in page(read(PATH))
    approve_comment(comment=comment)
    shown = page(read(PATH))
    assert "&lt;i&gt;Rosa&lt;/i&gt;" in shown
    assert "<p>&lt;b&gt;two&lt;/b&gt;</p>" in shown


def test_form_without_script_leads_back_and_says_that_it_waits(client, article):
    answer = client.post(URL, {"name": "Rosa", "text": "Thanks"}, headers={"origin": "http://testserver"})
    assert answer.status_code == 303
    assert answer["Location"] == f"{URL}?sent=1"
    assert Comment.objects.pending().count() == 1
    shown = page(client.get(answer["Location"]))
    assert "waits for approval" in shown
    assert "Thanks" not in shown


def test_refused_comment_comes_back_in_its_form(client, article):
    shown = page(client.post(URL, {"name": '"Rosa"', "text": ""}), 400)
    assert 'value="&quot;Rosa&quot;"' in shown
    assert "Please give a text." in shown
    assert 'role="alert"' in shown
    assert not Comment.objects.exists()


def test_reader_who_sends_too_many_is_told_on_the_page(client, article):
    for _ in range(10):
        client.post(URL, {"name": "Rosa", "text": "Thanks"})
    answer = client.post(URL, {"name": "Rosa", "text": "Once more"})
    assert "Once more" in page(answer, 429)
    assert answer["Retry-After"]


def test_spanish_article_has_a_spanish_page(client, read):
    publish_article(locale="es")
    shown = page(read(f"{PATH}?locale=es"))
    assert '<html lang="es">' in shown
    assert "Deje un comentario" in shown
    answer = client.post(f"{URL}?locale=es", {"name": "Rosa", "text": "Gracias"})
    assert answer["Location"].endswith("comments.html?sent=1&locale=es")


def test_closed_article_has_no_form(client, read):
    publish_article(comments={"open": False, "url": "http://localhost:8000/x"})
    shown = page(read(PATH))
    assert "<form" not in shown
    assert "Comments are closed" in shown
    assert "Comments are closed" in page(client.post(URL, {"name": "Rosa", "text": "Hi"}), 403)


def test_foreign_page_cannot_send_the_form(client, article):
    answer = client.post(URL, {"name": "Rosa", "text": "Hi"}, headers={"origin": "https://evil.example"})
    problem(answer, 403, "foreign-origin")
    assert not Comment.objects.exists()


def test_page_of_a_gone_article(client, read, article):
    publish_gone(article)
    problem(read(PATH), 410, "gone")
    problem(client.post(URL, {"name": "Rosa", "text": "Hi"}), 410, "gone")


def test_long_list_has_pages(read, article):
    content_id = thing_of(article).content_id
    for place in range(3):
        comment = submit_comment(content_id=content_id, locale="en", name=f"Name {place}", text="x")
        approve_comment(comment=comment)
    first = page(read(f"{PATH}?limit=2"))
    assert 'rel="next"' in first
    assert "Name 2" not in first


def test_page_needs_no_script(read, article):
    assert "<script" not in page(read(PATH))


@pytest.mark.parametrize(
    "body", ['{"name": "\\ud800", "text": ""}', "[" * 60_000, "null"], ids=["half", "deep", "none"]
)
def test_page_takes_forms_alone(client, article, body):
    problem(client.post(URL, body, content_type="application/json"), 415, "unsupported-media-type")


def test_reader_who_sends_too_many_is_told_whatever_is_sent(client, article):
    for _ in range(10):
        client.post(URL, {"name": "Rosa", "text": "Thanks"})
    page(client.post(URL, "x", content_type="multipart/form-data"), 429)
    page(client.post(URL, FIELDS, content_type="application/x-www-form-urlencoded"), 429)
