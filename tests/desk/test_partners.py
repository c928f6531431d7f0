"""Administrators say who is a partner, give out keys and take them back, and see how current each one is."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.partners.keys import find_key
from cms.partners.models import Partner, PartnerKey
from cms.partners.services import Read, acknowledge, make_key, record_reads, save_partner
from cms.publishing.models import Withdrawal
from cms.webhooks.models import Webhook
from tests.editions.factories import identity, make_topic, publish, publish_article, thing_of
from tests.editions.withdrawals import publish_withdrawn

pytestmark = pytest.mark.django_db
NEW = "/admin/partner/new/"
TOPIC = identity("topic-recovery")
FORM = {"name": "Harbour Practice", "site": "https://practice.example/", "email": "", "is_active": "on"}


def html_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def partner():
    partner = Partner(name="Harbour Practice")
    save_partner(partner=partner, content_ids=[], at=timezone.now())
    return partner


def account(partner):
    return reverse("partner:account", args=[partner.pk])


def read_of(content, edition):
    return Read(thing_of(content).content_id, "en", edition)


def test_a_partner_is_made_with_its_topics(admin_client):
    publish(make_topic(), path="topics/recovery")
    assert "Recovery" in html_of(admin_client.get(NEW))
    assert admin_client.post(NEW, {**FORM, "topics_read": [TOPIC]}).status_code == 302
    partner = Partner.objects.get()
    assert [str(each.content_id) for each in partner.topics.standing()] == [TOPIC]
    assert (partner.name, partner.had_all) == ("Harbour Practice", False)


def test_topics_are_changed_and_remembered(admin_client):
    publish(make_topic(), path="topics/recovery")
    admin_client.post(NEW, {**FORM, "topics_read": [TOPIC]})
    partner = Partner.objects.get()
    url = reverse("partner:edit", args=[partner.pk])
    assert re.search(rf'value="{TOPIC}"[^>]* checked', html_of(admin_client.get(url)))
    admin_client.post(url, FORM)
    changed = Partner.objects.get()
    assert changed.generation == partner.generation + 1
    assert not changed.topics.standing().exists()
    assert changed.topics.get().removed_at


def test_a_chosen_topic_that_is_not_published_stays_chosen(admin_client):
    partner = Partner(name="Harbour Practice")
    save_partner(partner=partner, content_ids=[thing_id("topic-lost")], at=timezone.now())
    url = reverse("partner:edit", args=[partner.pk])
    assert "A topic that is not published" in html_of(admin_client.get(url))


def thing_id(name):
    return UUID(identity(name))


def test_two_partners_have_two_names(admin_client, partner):
    assert "already exists" in html_of(admin_client.post(NEW, FORM))
    assert Partner.objects.count() == 1


def test_a_key_is_made_and_shown_once(admin_client, partner):
    answer = admin_client.post(account(partner), {"scopes": ["read"], "note": "Web site", "expires_on": ""})
    (text,) = re.findall(r"aftercare_\w{12}_\w{48}", html_of(answer))
    key = find_key(text, timezone.now())
    assert (key.partner, key.scopes, key.note, key.expires_at) == (partner, ["read"], "Web site", None)
    assert "no-store" in answer["Cache-Control"]
    again = html_of(admin_client.get(account(partner)))
    assert str(key) in again
    assert text not in again


def test_a_key_with_a_last_day_is_good_until_its_end(admin_client, partner):
    day = timezone.localdate() + timedelta(days=1)
    admin_client.post(
        account(partner), {"scopes": ["read", "webhooks"], "note": "", "expires_on": day.isoformat()}
    )
    key = PartnerKey.objects.get()
    assert timezone.localtime(key.expires_at).date() == day
    assert timezone.localtime(key.expires_at).hour == 23


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"scopes": []}, "This field is required"),
        ({"scopes": ["everything"]}, "Select a valid choice"),
        ({"expires_on": "2020-01-01"}, "That day is over"),
        ({"expires_on": "soon"}, "Enter a valid date"),
    ],
)
def test_a_key_that_will_not_do_is_not_made(admin_client, partner, changes, told):
    answer = admin_client.post(
        account(partner), {"scopes": ["read"], "note": "", "expires_on": "", **changes}
    )
    assert told in html_of(answer)
    assert not PartnerKey.objects.exists()


def test_a_key_is_revoked(admin_client, partner):
    key, text = make_key(partner=partner, scopes=["read"], at=timezone.now())
    admin_client.post(reverse("partner:revoke", args=[key.pk]))
    assert find_key(text, timezone.now()) is None
    page = html_of(admin_client.get(account(partner)))
    assert "revoked" in page
    assert "opens nothing any more" in page


def test_the_page_says_what_may_be_old(admin_client, partner):
    content = publish_article()
    assert "have read nothing" in html_of(admin_client.get(account(partner)))
    record_reads(partner=partner, reads=[read_of(content, 1)], on=timezone.localdate())
    assert "may still show an old one" not in html_of(admin_client.get(account(partner)))
    publish_article(title="Walking, again")
    page = html_of(admin_client.get(account(partner)))
    assert "may still show an old one" in page
    assert "<td>edition 1</td> <td>edition 2</td>" in page
    record_reads(partner=partner, reads=[read_of(content, 2)], on=timezone.localdate())
    assert "may still show an old one" not in html_of(admin_client.get(account(partner)))


def test_who_has_acknowledged_a_withdrawal_is_not_said_to_show_it(admin_client, partner):
    content = publish_article()
    record_reads(partner=partner, reads=[read_of(content, 1)], on=timezone.localdate())
    publish_withdrawn(content, severity="high")
    assert "may still show an old one" in html_of(admin_client.get(account(partner)))
    acknowledge(partner=partner, read=read_of(content, 2), at=timezone.now())
    assert "may still show an old one" not in html_of(admin_client.get(account(partner)))


def test_the_page_says_what_is_not_acknowledged(admin_client, partner):
    content = publish_article()
    publish_withdrawn(content, severity="high")
    assert "Not yet" in html_of(admin_client.get(account(partner)))
    acknowledge(partner=partner, read=read_of(content, 2), at=timezone.now())
    assert "Not yet" not in html_of(admin_client.get(account(partner)))


def test_the_list_of_recalls_says_who_has_not_acknowledged(admin_client, partner):
    content = publish_article()
    publish_withdrawn(content, severity="high")
    Withdrawal.objects.create(
        content_id=content["content_id"],
        locale="en",
        title="Walking again",
        reason="incorrect",
        severity="high",
        withdrawn_at=timezone.now(),
    )
    Partner.objects.create(name="Closed Practice", is_active=False)
    elsewhere = Partner(name="Other Practice")
    save_partner(partner=elsewhere, content_ids=[thing_id("topic-lost")], at=timezone.now())
    page = html_of(admin_client.get("/admin/withdrawn/"))
    assert "Not acknowledged</span> by Harbour Practice<" in page
    acknowledge(partner=partner, read=read_of(content, 2), at=timezone.now())
    assert "Acknowledged by every partner" in html_of(admin_client.get("/admin/withdrawn/"))


def test_its_webhooks_are_on_its_page(admin_client, partner):
    Webhook.objects.create(partner=partner, url="https://practice.example/changes")
    Webhook.objects.create(url="https://elsewhere.example/")
    page = html_of(admin_client.get(account(partner)))
    assert "https://practice.example/changes" in page
    assert "elsewhere" not in page


def test_the_list_leads_to_the_page_and_the_form_too(admin_client, partner):
    assert f'href="{account(partner)}"' in html_of(admin_client.get("/admin/partner/"))
    assert f'href="{account(partner)}"' in html_of(
        admin_client.get(reverse("partner:edit", args=[partner.pk]))
    )


def test_a_partner_that_is_not_active_is_said_to_be(admin_client, partner):
    Partner.objects.update(is_active=False)
    assert "is not active" in html_of(admin_client.get(account(partner)))


def test_who_may_not_change_partners_sees_and_does_nothing(client, partner):
    key, text = make_key(partner=partner, scopes=["read"], at=timezone.now())
    editor = User.objects.create_user("editor", password="word")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    assert "/admin/partner/" not in html_of(client.get("/admin/"))
    for url in ("/admin/partner/", NEW, account(partner)):
        assert client.get(url).status_code == 302
    client.post(account(partner), {"scopes": ["read"], "note": "", "expires_on": ""})
    client.post(reverse("partner:revoke", args=[key.pk]))
    assert PartnerKey.objects.count() == 1
    assert find_key(text, timezone.now())
