"""A part's way from an editor who may not publish to the moderators, and its history."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.library.models import Benefit
from tests.library.factories import edit, make_benefit
from tests.library.forms import benefit_form, part_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client, django_user_model):
    user = django_user_model.objects.create_user("writer", password="not-a-secret")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def test_editor_submits_and_moderator_publishes(client, writer, admin_client):
    client.post(part_url("add", Benefit), benefit_form() | {"action-submit": "Submit"})
    benefit = Benefit.objects.get()
    assert not benefit.live
    name = Benefit.snippet_viewset.get_url_name("workflow_action")
    task = benefit.current_workflow_task_state
    admin_client.post(reverse(name, args=[benefit.pk, "approve", task.pk]), {"comment": ""})
    benefit.refresh_from_db()
    assert benefit.live


def test_editor_cannot_publish_by_asking(client, writer):
    client.post(part_url("add", Benefit), benefit_form() | {"action-publish": "action-publish"})
    assert not Benefit.objects.filter(live=True).exists()


def test_two_revisions_are_compared(admin_client):
    benefit = edit(make_benefit(), title="Much less pain")
    first, second = benefit.revisions.order_by("pk")
    name = Benefit.snippet_viewset.get_url_name("revisions_compare")
    text = admin_client.get(reverse(name, args=[benefit.pk, first.pk, second.pk])).content.decode()
    assert '<span class="addition">Much' in text


def test_locked_benefit_is_not_changed(admin_client, client, writer):
    benefit = make_benefit()
    admin_client.post(part_url("lock", Benefit, benefit))
    client.post(part_url("edit", Benefit, benefit), benefit_form(title="Other"))
    assert benefit.get_latest_revision_as_object().title == "Less pain"
