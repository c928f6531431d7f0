from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from hypothesis import given
from hypothesis import strategies as st

from cms.comments.models import Comment
from cms.comments.services import InvalidComment, approve_comment, reject_comment, submit_comment

pytestmark = pytest.mark.django_db


def submit(name="Rosa", text="The plan helped me.", **changes):
    return submit_comment(**{"content_id": uuid4(), "locale": "en", "name": name, "text": text, **changes})


def test_comment_waits_until_it_is_approved():
    comment = submit()
    assert list(Comment.objects.pending()) == [comment]
    assert not Comment.objects.approved()
    assert comment.decided_at is None


def test_html_is_kept_as_plain_text():
    assert submit(text="<b>5 < 6</b> & more").text == "<b>5 < 6</b> & more"


def test_white_space_at_the_ends_goes_and_lines_stay():
    comment = submit(name="  Rosa ", text="\r\nOne\r\nTwo\n")
    assert (comment.name, comment.text) == ("Rosa", "One\nTwo")


@pytest.mark.parametrize("good", ["José", "李明", "मीरा", "O’Neill", "👩‍🦰 Rosa", "שרה\u200f", "n" * 80])
def test_names_of_many_scripts_are_kept(good):
    assert submit(name=good).name == good


@pytest.mark.parametrize(
    "bad",
    ["", "   ", "\u200b\u200b", "n" * 81, "a\nb", "a\x00b", "a\u202eb", "a\ud800b", None, 5, ["Rosa"]],
    ids=ascii,
)
def test_name_that_cannot_be_shown_is_refused(bad):
    with pytest.raises(InvalidComment) as refused:
        submit(name=bad)
    assert list(refused.value.errors) == ["name"]
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "bad", ["", "\n\t", "t" * 4001, "a\x1b[2Jb", {}], ids=["blank", "spaces", "long", "control", "no text"]
)
def test_text_that_cannot_be_shown_is_refused(bad):
    with pytest.raises(InvalidComment) as refused:
        submit(text=bad)
    assert list(refused.value.errors) == ["text"]


def test_every_fault_is_named_at_once():
    with pytest.raises(InvalidComment) as refused:
        submit(name="", text="")
    assert set(refused.value.errors) == {"name", "text"}


@given(st.text(max_size=50))
def test_whatever_is_stored_can_be_shown(text):
    try:
        stored = submit(text=text).text
    except InvalidComment:
        return
    assert stored == stored.strip()
    assert stored.encode()
    assert "\x00" not in stored


def test_approving_names_the_moderator_and_twice_changes_nothing():
    comment = submit()
    first, second = (get_user_model().objects.create(username=name) for name in "ab")
    assert approve_comment(comment=comment, by=first) is True
    assert approve_comment(comment=comment, by=second) is False
    comment.refresh_from_db()
    assert (comment.state, comment.decided_by) == ("approved", first)


def test_moderator_with_an_old_copy_does_not_overwrite_the_first():
    comment = submit()
    copy = Comment.objects.get()
    approve_comment(comment=comment)
    decided_at = comment.decided_at
    assert approve_comment(comment=copy) is False
    assert Comment.objects.get().decided_at == decided_at


def test_approved_comment_can_be_taken_back():
    comment = submit()
    approve_comment(comment=comment)
    assert reject_comment(comment=comment) is True
    assert list(Comment.objects.rejected()) == [comment]


def test_comments_of_one_article_and_language():
    comment = submit()
    submit(content_id=comment.content_id, locale="es")
    assert list(Comment.objects.under(comment.content_id, "en")) == [comment]
