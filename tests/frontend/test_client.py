"""The hub's API from the side of those who need it."""

import httpx
import pytest

from frontend import client
from frontend.client import Hub
from frontend.errors import CursorRefusedError, FrontendError, HubAwayError

API = "https://hub.example/api/v1"


@pytest.fixture
def pauses(monkeypatch):
    slept = []
    monkeypatch.setattr(client, "_sleep", slept.append)
    return slept


def hub_that_answers(*statuses, patient=True, **body):
    answers = iter(statuses)

    def answer(request):
        return httpx.Response(next(answers), json=body or {"name": "Clinic"})

    return Hub(API, patient=patient, transport=httpx.MockTransport(answer))


def test_patient_client_tries_again(pauses):
    assert hub_that_answers(503, 429, 200).site() == {"name": "Clinic"}
    assert pauses == [0.2, 0.5]


def test_patient_client_gives_up_in_a_sentence(pauses):
    with pytest.raises(
        HubAwayError, match=r"cannot answer https://hub.example/api/v1/site/ just now \(status 503\)"
    ):
        hub_that_answers(*[503] * 4).site()


def test_impatient_client_asks_once(pauses):
    with pytest.raises(HubAwayError):
        hub_that_answers(503, patient=False).site()
    assert pauses == []


def test_refusal_is_told_in_the_hubs_words():
    with pytest.raises(FrontendError, match=r"status 404\. No such locale\."):
        hub_that_answers(404, detail="No such locale.").site()


@pytest.mark.parametrize("status", [400, 410])
def test_cursor_that_the_hub_does_not_know_is_told_apart(status):
    with pytest.raises(CursorRefusedError):
        hub_that_answers(status).changes("from-another-life")


def test_refused_start_is_no_matter_of_the_cursor():
    with pytest.raises(FrontendError, match="status 400"):
        hub_that_answers(400).changes("")


def test_answer_of_something_else_is_told():
    strange = httpx.MockTransport(lambda request: httpx.Response(200, text="<h1>It works!</h1>"))
    with pytest.raises(FrontendError, match="not the API of a hub"):
        Hub(API, transport=strange).site()


def test_feed_is_asked_to_wait_and_is_given_the_time_for_it():
    asked = []

    def answer(request):
        asked.append((dict(request.url.params), request.extensions["timeout"]["read"]))
        return httpx.Response(200, json={"changes": [], "next": "c", "more": False})

    Hub(API, transport=httpx.MockTransport(answer)).changes("c", wait=25)
    query, patience = asked[0]
    assert query["wait"] == "25"
    assert patience > 25


def test_hub_that_cannot_wait_is_asked_without():
    asked = []

    def answer(request):
        asked.append("wait" in request.url.params)
        if asked[-1]:
            problem = {"type": f"{API}/problems/unknown-parameter/", "known": ["cursor"]}
            return httpx.Response(400, json=problem)
        return httpx.Response(200, json={"changes": [], "next": "c", "more": False})

    hub = Hub(API, transport=httpx.MockTransport(answer))
    assert hub.changes("c", wait=25).cursor == hub.changes("c", wait=25).cursor == "c"
    assert asked == [True, False, False]


def test_whole_feed_is_read_page_by_page():
    asked = []

    def answer(request):
        asked.append(dict(request.url.params))
        more = len(asked) < 3
        return httpx.Response(200, json={"changes": [], "next": f"c{len(asked)}", "more": more})

    pages = list(Hub(API, transport=httpx.MockTransport(answer)).all_changes())
    assert [page.cursor for page in pages] == ["c1", "c2", "c3"]
    assert [query.get("cursor") for query in asked] == [None, "c1", "c2"]
    assert all(query["include"] == "document" for query in asked)
