"""Whoever has a webhook is told what changed: everything, in order, signed, until it takes it."""

import json
import socket
from contextlib import suppress
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.core.management import call_command
from django.utils import timezone
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from api.push import messages, sending
from api.push.sending import send_webhooks
from cms.editions.models import Edition, Ledger, Thing
from cms.webhooks.models import Webhook
from cms.webhooks.services import FIRST_PAUSE, LONGEST_PAUSE, Answer, claim_webhook, record_answer
from tests.editions.factories import (
    make_article,
    make_topic,
    publish,
    publish_article,
    publish_gone,
    publish_many,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published():
    publish_article("from-before")


def send():
    """Until nothing is left."""
    rounds = 0
    while send_webhooks():
        rounds += 1
        assert rounds < 20
    return rounds


def ready(webhook):
    """The pause is over."""
    Webhook.objects.filter(pk=webhook.pk).update(try_at=timezone.now())


def ledger():
    """What somebody who had followed from the beginning would know."""
    rows = Thing.objects.values_list("content_id", "locale", "state", "current__number")
    return {(str(key), locale): (state, number) for key, locale, state, number in rows}


def test_first_message_is_an_empty_page_of_now(webhook, receiver, read):
    assert send() == 1
    (message,) = receiver.messages(webhook.secret)
    assert set(message) == {"type", "timestamp", "data"}
    assert message["type"] == "changes"
    assert message["data"]["changes"] == []
    assert not message["data"]["more"]
    assert read.json(f"changes/?cursor={message['data']['next']}")["changes"] == []
    webhook.refresh_from_db()
    assert (webhook.answer, webhook.failures, webhook.state) == ("204 No Content", 0, "working")


def test_what_is_published_afterwards_is_a_page_of_the_feed(webhook, receiver, read):
    send()
    cursor = receiver.messages(webhook.secret)[0]["data"]["next"]
    publish_article("walking-again")
    publish(make_topic(), path="topics/recovery")
    send()
    assert receiver.messages(webhook.secret)[1]["data"] == read.json(f"changes/?cursor={cursor}")


def test_nothing_new_is_nothing_sent(webhook, receiver):
    send()
    assert send() == 0
    assert len(receiver.taken) == 1


def test_what_is_gone_is_told_too(webhook, receiver):
    article = publish_article("walking-again")
    send()
    publish_gone(article)
    send()
    (change,) = receiver.messages(webhook.secret)[1]["data"]["changes"]
    assert (change["state"], change["content_id"]) == ("gone", article["content_id"])


def test_many_changes_are_pages_one_after_another(webhook, receiver, monkeypatch):
    monkeypatch.setattr(messages, "PAGE", 4)
    send()
    publish_many(9)
    assert send() == 3
    pages = [message["data"] for message in receiver.messages(webhook.secret)][1:]
    assert [(len(page["changes"]), page["more"]) for page in pages] == [(4, True), (4, True), (1, False)]


@pytest.mark.parametrize(
    ("kind", "locale", "told"),
    [("", "", 3), ("article", "", 2), ("article", "es", 1), ("topic", "en", 1), ("person", "", 0)],
)
def test_only_what_was_asked_for_is_told(receiver, kind, locale, told):
    Webhook.objects.create(url=receiver.url, kind=kind, locale=locale)
    send()
    publish_article("walking-again")
    publish_article("volver-a-andar", "es")
    publish(make_topic(), path="topics/recovery")
    send()
    assert len(receiver.told()) == told


def test_headers_are_those_of_standard_webhooks(webhook, receiver):
    send()
    headers, content = receiver.taken[0]
    assert headers["Content-Type"] == "application/json"
    assert headers["User-Agent"] == "Aftercare-Webhooks"
    assert headers["webhook-id"].startswith("msg_")
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    with pytest.raises(WebhookVerificationError):
        Verifier(webhook.secret).verify(content + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(Webhook().secret).verify(content, headers)


@pytest.mark.parametrize("status", [301, 302, 400, 404, 500, 503])
def test_what_is_not_taken_is_sent_again_with_what_came_since(webhook, receiver, status):
    send()
    receiver.answers.append(status)
    publish_article("walking-again")
    send_webhooks()
    webhook.refresh_from_db()
    assert webhook.answer.startswith(str(status))
    assert webhook.state == "failing, 1 in a row"
    assert send() == 0
    publish_article("sleeping-well")
    ready(webhook)
    send()
    assert receiver.told() == {
        key: value for key, value in ledger().items() if key[0] in {each[0] for each in receiver.told()}
    }
    assert len(receiver.told()) == 2
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.state) == (0, "working")


def test_the_same_page_sent_again_has_the_same_id(webhook, receiver):
    receiver.answers = [500, 500]
    send()
    ready(webhook)
    send()
    publish_article("walking-again")
    ready(webhook)
    send()
    first, again, more, *_ = [headers["webhook-id"] for headers, _ in receiver.taken]
    assert first == again
    assert more != again


def test_pauses_grow_to_an_hour_and_it_never_gives_up(webhook, receiver):
    receiver.answers = [500] * 20
    pauses = []
    for _ in range(20):
        before = timezone.now()
        assert send_webhooks() == 1
        webhook.refresh_from_db()
        pauses.append(webhook.try_at - before)
        ready(webhook)
    assert FIRST_PAUSE <= pauses[0] < FIRST_PAUSE + timedelta(seconds=5)
    assert pauses[3] >= 8 * FIRST_PAUSE
    assert LONGEST_PAUSE <= pauses[-1] < LONGEST_PAUSE + timedelta(seconds=5)
    assert send() == 1


def test_who_answers_gone_is_told_nothing_more(webhook, receiver):
    receiver.answers = [410]
    send()
    publish_article("walking-again")
    assert send() == 0
    webhook.refresh_from_db()
    assert (webhook.is_active, webhook.state, webhook.answer) == (False, "off", "410 Gone")


def test_who_was_off_is_told_later_what_it_missed(webhook, receiver):
    send()
    Webhook.objects.update(is_active=False)
    publish_article("walking-again")
    assert send() == 0
    Webhook.objects.update(is_active=True)
    send()
    assert len(receiver.told()) == 1


def test_one_that_fails_keeps_no_other_from_being_told(webhook, receiver):
    Webhook.objects.create(url="http://127.0.0.1:1/nobody")
    publish_article("walking-again")
    send()
    assert len(receiver.taken) == 1
    assert Webhook.objects.get(failures=1).answer == "It could not be reached."


@pytest.fixture
def dripping():
    """A server that goes on answering, a byte at a time, and never comes to an end."""
    stopped = Event()

    def drip(server):
        connection, _ = server.accept()
        with connection, suppress(OSError):
            while not stopped.wait(0.05):
                connection.send(b"H")

    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=drip, args=[server], daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        stopped.set()


def test_one_that_never_comes_to_an_end_is_not_waited_for(webhook, receiver, dripping, monkeypatch):
    monkeypatch.setattr(sending, "DEADLINE", 1.0)
    Webhook.objects.create(url=dripping)
    began = timezone.now()
    send()
    assert timezone.now() - began < timedelta(seconds=5)
    assert len(receiver.taken) == 1
    assert Webhook.objects.get(failures=1).answer == sending.LATE.said


def test_many_are_told_some_at_a_time(receiver, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 3)
    for _ in range(7):
        Webhook.objects.create(url=receiver.url)
    assert [send_webhooks() for _ in range(4)] == [3, 3, 1, 0]
    assert len(receiver.taken) == 7


def test_of_several_senders_one_sends(webhook, receiver):
    at = timezone.now()
    twice = [Webhook.objects.get(pk=webhook.pk) for _ in range(2)]
    assert [claim_webhook(webhook=each, at=at) for each in twice] == [True, False]
    assert send() == 0


def test_what_a_dead_sender_had_claimed_is_sent_later(webhook, receiver):
    claim_webhook(webhook=webhook, at=timezone.now() - timedelta(minutes=2))
    assert send() == 1


def test_after_a_restore_everything_is_told_from_the_beginning(webhook, receiver):
    publish_article("walking-again")
    send()
    Edition.objects.update(chain="f" * 64)
    Ledger.objects.update(chain="f" * 64)
    send()
    assert receiver.told() == ledger()


def test_an_address_that_was_changed_while_it_was_asked_begins_anew(webhook):
    Webhook.objects.update(url="https://elsewhere.example/")
    answer = Answer(taken=True, said="200 OK")
    record_answer(webhook=webhook, answer=answer, cursor="YwAAAA", at=timezone.now())
    webhook.refresh_from_db()
    assert (webhook.cursor, webhook.answer) == ("", "")


def test_the_command_sends_all_there_is(webhook, receiver):
    call_command("send_webhooks", once=True)
    publish_article("walking-again")
    call_command("send_webhooks", once=True)
    assert len(receiver.told()) == 1


def test_the_command_survives_what_nobody_foresaw(webhook, receiver, monkeypatch, caplog):
    def fail():
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("api.management.commands.send_webhooks.send_webhooks", fail)
    call_command("send_webhooks", once=True)
    assert "the next look tries again" in caplog.text


def test_the_secret_is_not_in_what_is_sent(webhook, receiver):
    send()
    publish(make_article("walking-again", title="Walking"), path="articles/walking-again")
    send()
    sent = b"".join(content for _, content in receiver.taken)
    assert webhook.secret.encode() not in sent
    assert all(set(json.loads(content)) == {"type", "timestamp", "data"} for _, content in receiver.taken)
