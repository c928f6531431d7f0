"""Nothing of a partner's account is told or done without a key that is good for it, and for that partner."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from api.limits import PartnerLimit
from cms.partners.keys import digest_of, find_key
from cms.partners.models import PartnerKey, Scope
from cms.partners.services import make_key, revoke_key
from cms.webhooks.models import Webhook
from tests.api.conftest import BASE
from tests.editions.factories import publish_article

pytestmark = pytest.mark.django_db
ID = "7d3c1c86-0d44-4c3c-9c34-7b6f3d1c2a51"
READS = ["", "articles/", "articles/walking-again/", "changes/", "usage/", "acknowledgements/"]
HOOKS = ["webhooks/", f"webhooks/{ID}/", "deliveries/"]
WRITES = [
    ("POST", "webhooks/"),
    ("PATCH", f"webhooks/{ID}/"),
    ("DELETE", f"webhooks/{ID}/"),
    ("POST", f"deliveries/{ID}/replay/"),
    ("POST", "acknowledgements/"),
]
EVERYTHING = [("GET", path) for path in READS + HOOKS] + WRITES


def expire(ask):
    PartnerKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def deactivate(ask):
    ask.partner.is_active = False
    ask.partner.save()


UNKNOWN = {
    "none": lambda ask: None,
    "empty": lambda ask: "Bearer ",
    "basic": lambda ask: f"Basic {ask.text}",
    "bare": lambda ask: ask.text,
    "made up": lambda ask: "Bearer aftercare_000000000000_" + "0" * 48,
    "other secret": lambda ask: f"Bearer aftercare_{ask.key.name}_{'0' * 48}",
    "no secret": lambda ask: f"Bearer aftercare_{ask.key.name}_",
    "digest": lambda ask: f"Bearer aftercare_{ask.key.name}_{ask.key.digest}",
    "another prefix": lambda ask: f"Bearer {ask.text.replace('aftercare', 'beforecare')}",
    "upper case": lambda ask: f"Bearer {ask.text.upper()}",
    "two": lambda ask: f"Bearer {ask.text} {ask.text}",
    "longer": lambda ask: f"Bearer {ask.text}0",
    "revoked": lambda ask: revoke_key(key=ask.key, at=timezone.now()) and f"Bearer {ask.text}",
    "expired": lambda ask: expire(ask) or f"Bearer {ask.text}",
    "inactive": lambda ask: deactivate(ask) or f"Bearer {ask.text}",
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_key_that_is_not_good_opens_nothing_and_is_not_told_why(ask, client, name):
    sent = UNKNOWN[name](ask)
    headers = {} if sent is None else {"Authorization": sent}
    told = set()
    for method, path in EVERYTHING:
        answer = client.generic(method, f"{BASE}partner/{path}", headers=headers)
        assert answer.status_code == 401, (method, path)
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer["Cache-Control"] == "private, no-store"
        told.add(answer.json()["detail"])
    assert len(told) == 1


@pytest.mark.parametrize(("method", "path"), EVERYTHING)
def test_a_key_opens_what_its_scopes_name(make_program, method, path):
    publish_article()
    for scope in Scope:
        answer = make_program(name=scope, scopes=[scope])(path, method=method)
        is_hook = path.startswith(("webhooks", "deliveries"))
        is_open = not path or is_hook == (scope == Scope.WEBHOOKS)
        assert (answer.status_code == 403) != is_open, answer.content


def test_a_key_in_the_address_is_refused(ask, client):
    answer = client.get(f"{BASE}partner/articles/?key={ask.text}")
    assert answer.status_code == 401
    assert ask(f"articles/?key={ask.text}").status_code == 400


def test_a_key_is_kept_as_a_digest_alone(ask):
    row = PartnerKey.objects.values().get()
    secret = ask.text.rpartition("_")[2]
    assert len(secret) * 4 >= 128
    assert secret not in str(row)
    assert row["digest"] == digest_of(secret)


def test_keys_differ(ask):
    _, other = make_key(partner=ask.partner, scopes=["read"], at=timezone.now())
    assert other != ask.text
    assert find_key(other, timezone.now()).partner == ask.partner


def test_the_last_use_is_known_to_the_hour(ask):
    ask()
    first = PartnerKey.objects.get().last_used_at
    ask()
    assert PartnerKey.objects.get().last_used_at == first
    PartnerKey.objects.update(last_used_at=first - timedelta(hours=2))
    ask()
    assert PartnerKey.objects.get().last_used_at >= first


def test_a_key_may_ask_so_often_wherever_it_asks_from(make_program, monkeypatch):
    monkeypatch.setattr(PartnerLimit, "THROTTLE_RATES", {"partner": "2/hour"})
    cache.clear()
    ask, other = make_program(), make_program(name="Hill Practice")
    answers = [ask(REMOTE_ADDR=f"192.0.2.{n}") for n in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2]["RateLimit"].startswith('"partner";r=0')
    assert answers[2]["Cache-Control"] == "private, no-store"
    assert other().status_code == 200


def test_without_a_rate_any_number_may_be_asked(ask, monkeypatch):
    monkeypatch.setattr(PartnerLimit, "THROTTLE_RATES", {"partner": None})
    for method, path in EVERYTHING:
        answer = ask(path, method=method)
        assert answer.status_code < 500, (method, path)
        assert "RateLimit" not in answer


def test_a_partners_key_searches_as_often_as_other_keys(ask, client):
    publish_article()
    url = f"{BASE}search/?q=walking"
    keyed = client.get(url, headers={"Authorization": f"Bearer {ask.text}"})
    assert keyed["RateLimit-Policy"].startswith('"search-keyed"')
    assert client.get(url, headers={"Authorization": f"Bearer {ask.text}0"}).status_code == 401


def test_the_account_says_who_asks(make_program):
    account = make_program(scopes=["read"]).json()
    assert (account["name"], account["topics"], account["key"]["scopes"]) == (
        "Harbour Practice",
        None,
        ["read"],
    )
    assert account["links"]["self"].endswith("/api/v1/partner/")


def test_one_partner_never_sees_or_touches_anothers(make_program):
    own, other = make_program(), make_program(name="Hill Practice")
    made = own("webhooks/", method="POST", sent={"url": "https://practice.example/changes"}).json()
    webhook = Webhook.objects.get()
    delivery = webhook.deliveries.create(
        message="msg_1", changes=1, cursor="x", sent_at=timezone.now(), taken=True, answer="204"
    )
    for method, path in [
        ("GET", f"webhooks/{made['id']}/"),
        ("PATCH", f"webhooks/{made['id']}/"),
        ("DELETE", f"webhooks/{made['id']}/"),
        ("POST", f"deliveries/{delivery.public_id}/replay/"),
    ]:
        sent = {"active": False} if method == "PATCH" else None
        assert other(path, method=method, sent=sent).status_code == 404, (method, path)
    assert other.json("webhooks/")["results"] == []
    assert other.json("deliveries/")["results"] == []
    assert other.json(f"deliveries/?webhook={made['id']}")["results"] == []
    assert Webhook.objects.get().is_active
    assert own.json("webhooks/")["results"][0]["id"] == made["id"]


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", ""), ("POST", "articles/"), ("GET", f"deliveries/{ID}/replay/")]
)
def test_other_methods_are_not_there(ask, method, path):
    answer = ask(path, method=method)
    assert answer.status_code == 405
    assert answer["Allow"]


def test_what_is_not_there_is_told_in_private(ask):
    answer = ask("articles/nowhere/")
    assert (answer.status_code, answer["Cache-Control"]) == (404, "private, no-store")
