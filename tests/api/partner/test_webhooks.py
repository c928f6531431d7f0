"""Partners make and mend their own webhooks, see what was delivered, and have it again."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from api.push.sending import send_webhooks
from cms.partners.services import save_partner
from cms.webhooks import services
from cms.webhooks.models import Delivery, Webhook
from tests.editions.factories import identity, publish_article
from tests.receiving import Receiver

pytestmark = pytest.mark.django_db
URL = "https://practice.example/changes"


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


def make(ask, **sent):
    answer = ask("webhooks/", method="POST", sent={"url": URL, **sent})
    assert answer.status_code == 201, answer.content
    return answer.json()


def bodies(receiver):
    return [json.loads(body)["data"] for _, body in receiver.taken]


def test_a_webhook_is_made_and_its_secret_is_told_once(ask):
    made = make(ask, kind="article", locale="en", note="Our page")
    assert made["secret"] == Webhook.objects.get().secret
    shown = ask.json(f"webhooks/{made['id']}/")
    assert "secret" not in shown
    assert shown == {name: value for name, value in made.items() if name != "secret"}
    assert ask.json("webhooks/") == {"results": [shown]}
    assert (shown["kind"], shown["locale"], shown["note"], shown["active"]) == (
        "article",
        "en",
        "Our page",
        True,
    )


REFUSED = {
    "no address": ({"note": "x"}, "url"),
    "http": ({"url": "http://practice.example/"}, "url"),
    "a password in it": ({"url": "https://me:word@practice.example/"}, "url"),
    "not an address": ({"url": "practice"}, "url"),
    "too long": ({"url": f"https://practice.example/{'x' * 500}"}, "url"),
    "a number": ({"url": 7}, "url"),
    "a NUL": ({"url": URL, "note": "a\0b"}, "note"),
    "an unknown kind": ({"url": URL, "kind": "poem"}, "kind"),
    "an unknown language": ({"url": URL, "locale": "xx"}, "locale"),
    "an unknown field": ({"url": URL, "cursor": "x"}, "cursor"),
    "its partner": ({"url": URL, "partner": 1}, "partner"),
    "a word for a truth": ({"url": URL, "active": "yes"}, "active"),
    "a list": ([URL], ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_will_not_do_is_refused_by_field(ask, name):
    sent, field = REFUSED[name]
    answer = ask("webhooks/", method="POST", sent=sent)
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert all(each["detail"] for each in answer.json()["errors"])
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    ("sent", "status"), [("{", 400), ("[" * 15_000, 400), (json.dumps({"url": "x" * 20_000}), 413)]
)
def test_what_is_no_json_is_refused(ask, client, sent, status):
    answer = client.post(
        "/api/v1/partner/webhooks/",
        data=sent,
        content_type="application/json",
        headers={"Authorization": f"Bearer {ask.text}"},
    )
    assert answer.status_code == status


def test_a_form_is_no_json(ask, client):
    headers = {"Authorization": f"Bearer {ask.text}"}
    assert client.post("/api/v1/partner/webhooks/", {"url": URL}, headers=headers).status_code == 415


def test_there_is_an_end_to_them(ask, monkeypatch):
    monkeypatch.setattr("api.partner.webhooks.MOST", 1)
    make(ask)
    answer = ask("webhooks/", method="POST", sent={"url": URL})
    assert (answer.status_code, "Delete one" in answer.json()["detail"]) == (403, True)


def test_a_change_leaves_the_rest_and_tries_again_at_once(ask):
    made = make(ask, kind="article")
    Webhook.objects.update(failures=9, try_at=timezone.now() + timedelta(hours=1), cursor="YwAA")
    changed = ask(f"webhooks/{made['id']}/", method="PATCH", sent={"active": False, "kind": None})
    assert changed.status_code == 200
    shown = changed.json()
    assert (shown["active"], shown["kind"], shown["url"], shown["failures"]) == (False, None, URL, 0)
    kept = Webhook.objects.get()
    assert kept.cursor == "YwAA"
    assert kept.try_at <= timezone.now()


def test_a_change_that_will_not_do_changes_nothing(ask):
    made = make(ask)
    answer = ask(f"webhooks/{made['id']}/", method="PATCH", sent={"url": "ftp://x.example/", "active": False})
    assert answer.status_code == 400
    assert ask.json(f"webhooks/{made['id']}/")["active"]


def test_a_deleted_one_is_told_nothing_more(ask, receiver):
    made = make(ask, url=receiver.url)
    assert ask(f"webhooks/{made['id']}/", method="DELETE").status_code == 204
    assert ask(f"webhooks/{made['id']}/").status_code == 404
    publish_article()
    assert send_webhooks() == 0


def test_it_brings_the_partners_own_feed(make_program, receiver):
    ask = make_program(topics=[identity("topic-recovery")])
    make(ask, url=receiver.url)
    send_webhooks()
    publish_article("walking", audience="partners")
    publish_article("for-all")
    assert send_webhooks() == 0
    save_partner(partner=ask.partner, content_ids=[], at=timezone.now())
    send_webhooks()
    first, second = bodies(receiver)
    assert first["changes"] == []
    articles = [each for each in second["changes"] if each["kind"] == "article"]
    assert [each["url"].rpartition("/articles/")[2] for each in articles] == ["walking/", "for-all/"]
    # The receiver may go on by itself from the cursor that it was brought.
    assert ask.json(f"changes/?cursor={second['next']}")["changes"] == []


def test_a_webhook_that_is_given_to_a_partner_tells_it_everything(ask, receiver):
    publish_article()
    webhook = Webhook.objects.create(url=receiver.url)
    send_webhooks()
    Webhook.objects.filter(pk=webhook.pk).update(partner=ask.partner)
    send_webhooks()
    assert len(bodies(receiver)[1]["changes"]) == 1


def test_a_partner_that_is_not_active_is_told_later(ask, receiver):
    make(ask, url=receiver.url)
    send_webhooks()
    ask.partner.is_active = False
    ask.partner.save()
    publish_article()
    assert send_webhooks() == 0
    ask.partner.is_active = True
    ask.partner.save()
    send_webhooks()
    assert len(bodies(receiver)[1]["changes"]) == 1


def test_deliveries_say_what_came_of_each(ask, receiver):
    made = make(ask, url=receiver.url)
    receiver.answers = [204, 500, 204]
    send_webhooks()
    publish_article()
    send_webhooks()
    Webhook.objects.update(try_at=timezone.now())
    send_webhooks()
    last, failed, first = ask.json("deliveries/")["results"]
    assert [each["changes"] for each in (first, failed, last)] == [0, 1, 1]
    assert [each["taken"] for each in (first, failed, last)] == [True, False, True]
    assert failed["answer"].startswith("500")
    # Sent again, the same page has the same id, by which the receiver knows it.
    assert failed["message"] == last["message"] == receiver.taken[-1][0]["webhook-id"]
    assert ask.json("deliveries/?taken=false")["results"] == [failed]
    assert ask.json(f"deliveries/?webhook={made['id']}&limit=1")["results"] == [last]


def test_deliveries_have_pages(ask, receiver):
    make(ask, url=receiver.url)
    for slug in "abc":
        send_webhooks()
        publish_article(slug)
    send_webhooks()
    seen, path = [], "deliveries/?limit=2"
    while path:
        page = ask.json(path)
        seen += [each["id"] for each in page["results"]]
        path = page["next"] and page["next"].partition("/partner/")[2]
    assert seen == [str(each.public_id) for each in Delivery.objects.order_by("-pk")]
    assert len(seen) == 4


def test_a_replay_tells_again_from_there_on(ask, receiver):
    make(ask, url=receiver.url)
    send_webhooks()
    for slug in ("first", "second"):
        publish_article(slug)
        send_webhooks()
    _, second, first = ask.json("deliveries/")["results"]
    for delivery, told in ((second, 2), (first, 2)):
        answer = ask(f"deliveries/{delivery['id']}/replay/", method="POST")
        assert (answer.status_code, answer.json()["state"]) == (202, "due")
        assert send_webhooks() == 1
        assert len(bodies(receiver)[-1]["changes"]) == told
        assert send_webhooks() == 0


def test_old_deliveries_are_forgotten(ask, receiver, monkeypatch):
    monkeypatch.setattr(services, "KEPT", 2)
    make(ask, url=receiver.url)
    for slug in "abcd":
        send_webhooks()
        publish_article(slug)
    assert Delivery.objects.count() == 2
    assert [each["changes"] for each in ask.json("deliveries/")["results"]] == [1, 1]


@pytest.mark.parametrize("query", ["webhook=x", "taken=yes", "cursor=x", "limit=0", "state=new"])
def test_what_cannot_be_asked_is_refused(ask, query):
    assert ask(f"deliveries/?{query}").status_code == 400


def test_ids_are_not_numbers(ask):
    assert UUID(make(ask)["id"]).version == 4
    assert ask("webhooks/1/").status_code == 404
