"""What the groups of a new database may do."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, WorkflowContentType

pytestmark = pytest.mark.django_db


def codenames(group):
    return set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))


def test_editors_write_and_do_not_publish():
    assert {"add_benefit", "change_disclaimer", "submit_translation"} <= codenames("Editors")
    assert not {"publish_benefit", "delete_benefit", "change_comment", "review_benefit"} & codenames(
        "Editors"
    )


def test_moderators_publish_and_moderate():
    assert {"publish_benefit", "publish_siteprofile", "change_comment"} <= codenames("Moderators")
    assert "review_benefit" not in codenames("Moderators")


def test_reviewers_review_and_do_not_publish():
    reviewed = ("articlepage", "guidepage", "benefit", "disclaimer")
    assert {"access_admin", *(f"review_{model}" for model in reviewed)} <= codenames("Reviewers")
    assert "publish_benefit" not in codenames("Reviewers")
    pages = GroupPagePermission.objects.filter(group__name="Reviewers", page__depth=1)
    assert [each.permission.codename for each in pages] == ["change_page"]


def test_parts_go_through_moderation():
    models = WorkflowContentType.objects.values_list("content_type__model", flat=True)
    assert set(models) == {"benefit", "disclaimer", "topic", "person", "siteprofile"}
