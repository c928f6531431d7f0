"""Somebody who moderates, and somebody who does not."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from cms.comments.models import Comment
from tests.articles.factories import make_article
from tests.library.factories import make_disclaimer


@pytest.fixture
def disclaimer():
    return make_disclaimer()


@pytest.fixture
def article(disclaimer):
    return make_article()


@pytest.fixture
def comment_on(article):
    """Make a comment, a minute younger than the one before."""
    times = (timezone.now() - timedelta(days=1) + timedelta(minutes=minute) for minute in range(100))

    def make(name="Reader", *, state="pending", content_id=article.content_id):
        return Comment.objects.create(
            content_id=content_id,
            locale="en",
            name=name,
            text=f"What {name} says.",
            state=state,
            submitted_at=next(times),
        )

    return make


@pytest.fixture
def member(client, django_user_model):
    """Log in as a member of a group."""

    def log_in(group):
        user = django_user_model.objects.create_user("staff", password="not-a-secret")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return user

    return log_in
