"""Editors, with no more than they may do."""

import pytest
from django.contrib.auth.models import Group, Permission


@pytest.fixture
def editor(client, django_user_model):
    """Somebody who may write and publish articles, logged in; no reviewer."""
    user = django_user_model.objects.create_user("editor", password="not-a-secret")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return user


@pytest.fixture
def permit():
    def grant(user, codename):
        user.user_permissions.add(Permission.objects.get(codename=codename))

    return grant
