"""Administrators say who is told what changed, and see whether they take it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from cms.accounts.models import User
from cms.webhooks.models import Webhook

pytestmark = pytest.mark.django_db
LIST, NEW = "/admin/webhook/", "/admin/webhook/new/"
FORM = {"url": "https://partner.example/changes", "note": "", "kind": "", "locale": "", "is_active": "on"}


def edit(webhook):
    return f"{LIST}edit/{webhook.pk}/"


def html_of(answer):
    return answer.content.decode()


def test_a_webhook_is_made_with_a_secret_of_its_own(admin_client):
    assert "whsec_" not in html_of(admin_client.get(NEW))
    for _ in range(2):
        assert admin_client.post(NEW, FORM).status_code == 302
    first, second = Webhook.objects.all()
    assert first.secret.startswith("whsec_")
    assert first.secret != second.secret
    assert first.secret in html_of(admin_client.get(edit(first)))


def test_the_list_says_how_each_one_stands(admin_client):
    now = timezone.now()
    Webhook.objects.create(url="https://new.example/")
    Webhook.objects.create(url="https://well.example/", answer="204 No Content", tried_at=now)
    Webhook.objects.create(url="https://ill.example/", answer="500 Broken", tried_at=now, failures=7)
    Webhook.objects.create(url="https://off.example/", is_active=False)
    html = html_of(admin_client.get(LIST))
    for words in ("new", "working", "204 No Content", "failing, 7 in a row", "500 Broken", "off"):
        assert words in html
    assert "whsec_" not in html


REFUSED = {
    "http://partner.example/changes": "Use an https:// address",
    "http://127.0.0.1.partner.example/": "Use an https:// address",
    "ftp://partner.example/": "Use an https:// address",
    "https://somebody:word@partner.example/": "Leave out name and password",
    "https://somebody@partner.example/": "Leave out name and password",
    "partner": "Enter a valid URL",
    "": "This field is required",
}


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_will_not_do_is_refused_with_what_to_do(admin_client, url):
    answer = admin_client.post(NEW, {**FORM, "url": url})
    assert REFUSED[url] in html_of(answer)
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(("allowed", "made"), [(True, 1), (False, 0)])
def test_ones_own_machine_is_an_address_in_development_alone(admin_client, settings, allowed, made):
    settings.WEBHOOKS_TO_LOOPBACK = allowed
    admin_client.post(NEW, {**FORM, "url": "http://localhost:3000/changes"})
    assert Webhook.objects.count() == made


def test_saving_tries_again_at_once_and_keeps_the_place(admin_client):
    later = timezone.now() + timedelta(hours=1)
    webhook = Webhook.objects.create(url=FORM["url"], failures=9, try_at=later, cursor="YwAA")
    admin_client.post(edit(webhook), {**FORM, "kind": "article"})
    kept = Webhook.objects.get()
    assert (kept.failures, kept.kind, kept.cursor, kept.secret) == (0, "article", "YwAA", webhook.secret)
    assert kept.try_at <= timezone.now()


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_editors_do_not_see_webhooks(client, group):
    editor = User.objects.create_user("editor")
    editor.groups.add(Group.objects.get(name=group))
    client.force_login(editor)
    Webhook.objects.create(url=FORM["url"])
    assert client.get(LIST).status_code == 302
    assert client.post(NEW, FORM).status_code == 302
    assert Webhook.objects.count() == 1


def test_the_form_shows_what_was_delivered(admin_client):
    webhook = Webhook.objects.create(url=FORM["url"])
    assert "Nothing yet" in html_of(admin_client.get(edit(webhook)))
    told = {"message": "msg_1", "cursor": "YwAA", "sent_at": timezone.now()}
    webhook.deliveries.create(**told, changes=3, taken=True, answer="204 No Content")
    webhook.deliveries.create(**told, changes=41, taken=False, answer="500 Broken")
    page = html_of(admin_client.get(edit(webhook)))
    assert page.index("500 Broken") < page.index("204 No Content")
    assert "<td>41</td>" in page
    assert page.count("Not taken:") == 1
