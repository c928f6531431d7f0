"""Readers' comments wait at the desk, and go out when a moderator approves them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cms.comments.models import Comment

pytestmark = pytest.mark.django_db
INDEX, DECIDE = "/admin/comments/", "/admin/comments/decide/"


def states():
    return dict(Comment.objects.values_list("name", "state"))


def names(response):
    return [comment.name for comment in response.context["object_list"]]


def test_waiting_comments_stand_first(admin_client, comment_on):
    comment_on("Old", state="approved")
    comment_on("First")
    comment_on("New", state="rejected")
    comment_on("Second")
    assert names(admin_client.get(INDEX)) == ["First", "Second", "New", "Old"]
    assert names(admin_client.get(INDEX, {"state": "approved"})) == ["Old"]


def test_list_names_the_article_and_links_to_it(admin_client, comment_on, article):
    comment_on()
    comment_on("Late", content_id=uuid4())
    text = admin_client.get(INDEX).content.decode()
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[article.pk])}">{article.title}</a>' in text
    assert "An article that was deleted" in text


def test_text_of_a_reader_is_not_markup(admin_client, comment_on):
    Comment.objects.filter(pk=comment_on().pk).update(text="<script>alert(1)</script>")
    text = admin_client.get(INDEX).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_moderator_approves_one(client, member, comment_on):
    moderator, comment = member("Moderators"), comment_on()
    comment_on("Other")
    response = client.post(DECIDE, {"decision": f"approve {comment.pk}"}, follow=True)
    assert states() == {"Reader": "approved", "Other": "pending"}
    comment.refresh_from_db()
    assert comment.decided_by == moderator
    assert "1 comment approved: readers can see it." in response.content.decode()


def test_moderator_rejects_the_ticked(client, member, comment_on):
    member("Moderators")
    ticked = [comment_on(name).pk for name in ("One", "Two")]
    comment_on("Three")
    back = f"{INDEX}?state=pending"
    response = client.post(DECIDE, {"decision": "reject", "comment": ticked, "next": back})
    assert states() == {"One": "rejected", "Two": "rejected", "Three": "pending"}
    assert response["Location"] == back


def test_own_button_decides_about_its_own_comment_only(admin_client, comment_on):
    one, two = comment_on("One"), comment_on("Two")
    admin_client.post(DECIDE, {"decision": f"approve {one.pk}", "comment": [two.pk]})
    assert states() == {"One": "approved", "Two": "pending"}


@pytest.mark.parametrize("form", [{"decision": "approve"}, {"decision": "publish 1"}, {}])
def test_nothing_ticked_decides_nothing(admin_client, comment_on, form):
    comment_on()
    response = admin_client.post(DECIDE, form, follow=True)
    assert states() == {"Reader": "pending"}
    assert "Nothing was decided" in response.content.decode()


def test_way_back_stays_in_the_admin(admin_client, comment_on):
    form = {"decision": f"approve {comment_on().pk}", "next": "https://elsewhere.example/"}
    assert admin_client.post(DECIDE, form)["Location"] == INDEX


def test_editor_does_not_moderate(client, member, comment_on):
    member("Editors")
    comment = comment_on()
    client.post(DECIDE, {"decision": f"approve {comment.pk}"})
    assert states() == {"Reader": "pending"}
    assert client.get(INDEX).status_code == 302
    assert "Comments (" not in client.get("/admin/").content.decode()


def test_decision_is_never_a_link(admin_client, comment_on):
    assert admin_client.get(DECIDE, {"decision": f"approve {comment_on().pk}"}).status_code == 405


def test_menu_and_home_count_what_waits(admin_client, comment_on):
    comment_on()
    assert "1 comment waits" in admin_client.get("/admin/").content.decode()
    comment_on("Two")
    home = admin_client.get("/admin/").content.decode()
    assert "2 comments wait<" in home
    assert "Comments (2)" in home


def test_empty_desk_says_so(admin_client):
    assert "No reader has commented yet." in admin_client.get(INDEX).content.decode()
    assert "No comment is in this state." in admin_client.get(INDEX, {"state": "rejected"}).content.decode()


def test_long_list_costs_no_more_queries(admin_client, comment_on, django_assert_max_num_queries):
    for number in range(20):
        comment_on(str(number))
    admin_client.get(INDEX)
    with django_assert_max_num_queries(12):
        admin_client.get(INDEX)
