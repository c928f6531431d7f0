import json

import pytest
from django.conf import settings

from cms.comments.models import Comment
from cms.comments.services import approve_comment, reject_comment, submit_comment
from tests.api.problems import problem
from tests.editions.factories import publish_article, publish_gone, thing_of

pytestmark = pytest.mark.django_db
PATH = "articles/walking-again/comments/"
GOOD = {"name": "Rosa", "text": "The plan helped me."}
CLOSED = {"open": False, "url": "http://localhost:8000/api/v1/articles/walking-again/comments/"}


@pytest.fixture
def article():
    return publish_article()


@pytest.fixture
def send(read):
    def send(data=GOOD, path=PATH, **headers):
        body = json.dumps(data)
        return read.ask("POST", path, data=body, content_type="application/json", headers=headers)

    return send


def approve(article, count, text="Thank you."):
    content_id = thing_of(article).content_id
    for place in range(count):
        comment = submit_comment(content_id=content_id, locale="en", name=f"Rosa {place}", text=text)
        approve_comment(comment=comment)
        yield comment


def test_comment_waits_and_then_only_then_is_read(read, send, article):
    answer = send()
    assert answer.status_code == 202
    assert set(answer.json()) == {"state", "detail"}
    assert answer.json()["state"] == "pending"
    assert answer["Cache-Control"] == "no-store"
    assert read.json(PATH)["results"] == []
    approve_comment(comment=Comment.objects.get())
    shown = read.json(PATH)["results"]
    assert [(each["name"], each["text"]) for each in shown] == [tuple(GOOD.values())]
    assert set(shown[0]) == {"id", "name", "text", "submitted_at"}
    reject_comment(comment=Comment.objects.get())
    assert read.json(PATH)["results"] == []


def test_comment_belongs_to_its_article_and_language(read, send, article):
    publish_article(locale="es")
    assert send(path=f"{PATH}?locale=es").status_code == 202
    comment = Comment.objects.get()
    assert (str(comment.content_id), comment.locale) == (article["content_id"], "es")
    approve_comment(comment=comment)
    assert read.json(PATH)["results"] == []
    assert len(read.json(f"{PATH}?locale=es")["results"]) == 1


def test_id_is_not_the_primary_key(read, article):
    (comment,) = approve(article, 1)
    assert read.json(PATH)["results"][0]["id"] == str(comment.public_id)


def test_comments_come_in_order_by_pages(read, article):
    expected = [comment.name for comment in approve(article, 5)]
    pages = list(read.pages(f"{PATH}?limit=2"))
    assert [each["name"] for page in pages for each in page["results"]] == expected
    back = read.json(pages[2]["previous"].removeprefix(f"{settings.API_URL}/"))
    assert back["results"] == pages[1]["results"]


def test_html_is_given_back_as_the_text_that_it_is(read, article):
    list(approve(article, 1, text="<script>alert(1)</script>"))
    assert read.json(PATH)["results"][0]["text"] == "<script>alert(1)</script>"


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_forms_are_taken(client, article, content_type):
    data = "name=Rosa&text=Thanks" if "urlencoded" in content_type else {"name": "Rosa", "text": "Thanks"}
    kind = {"content_type": content_type} if "urlencoded" in content_type else {}
    assert client.post(f"/api/v1/{PATH}", data, **kind).status_code == 202
    assert Comment.objects.get().text == "Thanks"


def test_faults_are_named_by_field(send, article):
    said = problem(send({"name": "", "text": "x" * 4001}), 400, "invalid-comment")
    assert [each["field"] for each in said["errors"]] == ["name", "text"]
    assert all(each["detail"].endswith(".") for each in said["errors"])


@pytest.mark.parametrize("data", [[], "text", None, 5, {}, {"name": ["Rosa"], "text": {"a": 1}}])
def test_what_is_no_comment_is_refused(send, article, data):
    problem(send(data), 400, "invalid-comment")
    assert not Comment.objects.exists()


def test_broken_json_is_refused(read, article):
    answer = read.ask("POST", PATH, data=b"{", content_type="application/json")
    problem(answer, 400, "bad-request")


def test_other_media_types_are_refused(read, article):
    problem(read.ask("POST", PATH, data=b"a,b", content_type="text/csv"), 415, "unsupported-media-type")


def test_far_too_much_is_refused_unread(read, article):
    answer = read.ask("POST", PATH, data=b"x" * 70_000, content_type="application/json")
    problem(answer, 413, "content-too-large")


def test_closed_article_takes_none_and_shows_those_it_has(read, send, article):
    list(approve(article, 1))
    publish_article(comments=CLOSED)
    problem(send(), 403, "comments-closed")
    assert Comment.objects.count() == 1
    assert len(read.json(PATH)["results"]) == 1


def test_gone_article_takes_none(send, article):
    publish_gone(article)
    problem(send(), 410, "gone")
    problem(send(path="articles/never/comments/"), 404, "not-found")


def test_former_slug_takes_comments_without_a_redirect(send, article):
    publish_article("new-name", name="article-walking-again")
    assert send().status_code == 202
    assert str(Comment.objects.get().content_id) == article["content_id"]


def test_unknown_parameter_is_refused(send, article):
    problem(send(path=f"{PATH}?x=1"), 400, "unknown-parameter")


OWN = ["http://localhost:8001", "http://testserver"]


@pytest.mark.parametrize("origin", [*OWN, "https://www.clinic.example"])
def test_own_and_allowed_origins_may_send(send, article, settings, origin):
    settings.CORS_ALLOWED_ORIGINS = ["http://localhost:8001", "https://www.clinic.example"]
    answer = send(origin=origin)
    assert answer.status_code == 202
    assert answer["Access-Control-Allow-Origin"] in (origin, "*")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:8001.evil.example", "http://localhost", ""]
)
def test_foreign_origin_is_refused_and_nothing_is_stored(send, article, origin):
    problem(send(origin=origin), 403, "foreign-origin")
    assert not Comment.objects.exists()


def test_browser_is_told_before_it_sends(read, article):
    headers = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    own = read.ask("OPTIONS", PATH, headers={**headers, "Origin": OWN[0]})
    assert own["Access-Control-Allow-Origin"] == OWN[0]
    assert "POST" in own["Access-Control-Allow-Methods"]
    assert "content-type" in own["Access-Control-Allow-Headers"]
    foreign = read.ask("OPTIONS", PATH, headers={**headers, "Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in foreign


def test_too_many_from_one_address_have_to_wait(send, article, client):
    answers = [send() for _ in range(11)]
    assert {answer.status_code for answer in answers[:10]} == {202}
    problem(answers[10], 429, "too-many-requests")
    assert 0 < int(answers[10]["Retry-After"]) <= 3600
    assert Comment.objects.count() == 10
    client.defaults["REMOTE_ADDR"] = "192.0.2.9"
    assert send().status_code == 202


def test_foreign_pages_do_not_use_up_what_readers_may_send(send, article):
    for _ in range(11):
        send(origin="https://evil.example")
    assert send().status_code == 202


@pytest.mark.parametrize("body", ["[" * 60_000, '{"a":' * 10_000], ids=["list", "object"])
def test_json_that_is_nested_too_deeply(read, article, body):
    answer = read.ask("POST", PATH, data=body, content_type="application/json")
    problem(answer, 400, "bad-request")


def test_form_with_too_many_fields(client, article):
    fields = "&".join(f"field{number}=1" for number in range(1001))
    kind = "application/x-www-form-urlencoded"
    problem(client.post(f"/api/v1/{PATH}", fields, content_type=kind), 400, "bad-request")
