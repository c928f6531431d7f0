"""One walk over all addresses of an account: what holds for every one of them."""

import json
import re

import pytest
from django.utils import timezone

from cms.webhooks.models import Webhook
from tests.api.addresses import PARTNER
from tests.api.test_contract import check, schema_of
from tests.editions.factories import publish_article, publish_parts
from tests.editions.withdrawals import publish_withdrawn

pytestmark = pytest.mark.django_db
REPLAY = "deliveries/<uuid:id>/replay/"
PATHS = [path.removeprefix("partner/") for path in PARTNER if not path.endswith(REPLAY)]
WRITTEN = {"webhooks/": {"POST"}, "webhooks/<uuid:id>/": {"PATCH", "DELETE"}, "acknowledgements/": {"POST"}}


@pytest.fixture
def address(ask):
    """Something at every address."""
    publish_parts()
    publish_article()
    publish_withdrawn(publish_article("recalled"), severity="low")
    webhook = Webhook.objects.create(partner=ask.partner, url="https://practice.example/")
    webhook.deliveries.create(
        message="msg_1", changes=1, cursor="YwAA", sent_at=timezone.now(), taken=True, answer="204 No Content"
    )
    ask("articles/walking-again/")
    values = {"<slug:name>": "walking-again", "<int:number>": "1", "<uuid:id>": str(webhook.public_id)}

    def fill(path):
        for name, value in values.items():
            path = path.replace(name, value)
        return path

    return fill


@pytest.mark.parametrize("path", PATHS)
def test_answers_are_private_and_head_says_what_get_does(ask, address, path):
    got, head = ask(address(path)), ask(address(path), method="HEAD")
    assert got.status_code == head.status_code == 200
    assert head.content == b""
    assert got["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in got
    told = set(got.headers) - {"RateLimit"}
    assert {name: head[name] for name in told} == {name: got[name] for name in told}


@pytest.mark.parametrize("path", PATHS)
def test_what_is_wrong_is_told_in_one_shape(ask, address, path, client, monkeypatch):
    path = address(path)
    wrong = {
        400: ask(f"{path}?surprise=1"),
        406: ask(path, accept="text/turtle"),
        405: ask(path, method="PUT"),
    }
    client.raise_request_exception = False
    monkeypatch.setattr("api.views.read.ReadView._answer", lambda *_: 1 / 0)
    wrong[500] = ask(path)
    for status, answer in wrong.items():
        assert answer.status_code == status
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Cache-Control"] == "private, no-store"
        assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.parametrize("path", PATHS)
def test_only_what_is_described_is_known(read, ask, address, path):
    contract = read.json("openapi.json")
    operations = contract["paths"][re.sub(r"<\w+:(\w+)>", r"{\1}", f"/partner/{path}")]
    assert set(operations) == {"get", *(method.lower() for method in WRITTEN.get(path, ()))}
    described = {each["name"] for each in operations["get"].get("parameters", []) if each["in"] == "query"}
    assert set(ask(f"{address(path)}?surprise=1").json()["known"]) == described


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith("articles/<slug:name>.")])
def test_answers_match_the_contract(read, ask, address, path):
    contract = read.json("openapi.json")
    described = re.sub(r"<\w+:(\w+)>", r"{\1}", f"/partner/{path}")
    answer = json.loads(ask(address(path)).content)
    assert answer.get("results") != []
    check(contract, schema_of(contract, described), answer)


@pytest.mark.parametrize(
    ("method", "path", "schema", "status"),
    [
        ("POST", "webhooks/", "WebhookSubmission", 201),
        ("PATCH", "webhooks/<uuid:id>/", "WebhookChange", 200),
        ("POST", REPLAY, None, 202),
    ],
)
def test_what_the_contract_shows_can_be_sent(read, ask, address, method, path, schema, status):
    contract = read.json("openapi.json")
    described = re.sub(r"<\w+:(\w+)>", r"{\1}", f"/partner/{path}")
    sent = contract["components"]["schemas"][schema]["examples"][0] if schema else None
    delivery = ask.json("deliveries/")["results"][0]["id"]
    answer = ask(
        path.replace("<uuid:id>", delivery) if path == REPLAY else address(path), method=method, sent=sent
    )
    assert answer.status_code == status
    check(contract, schema_of(contract, described, method.lower()), answer.json())


def test_an_acknowledgement_matches_the_contract(read, ask, address):
    contract, (row,) = read.json("openapi.json"), ask.json("acknowledgements/")["results"]
    sent = {name: row[name] for name in ("content_id", "locale", "edition")}
    check(contract, "AcknowledgementSubmission", sent)
    answer = ask("acknowledgements/", method="POST", sent=sent)
    check(contract, schema_of(contract, "/partner/acknowledgements/", "post"), answer.json())
