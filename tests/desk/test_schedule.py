"""The schedule as staff read it: what is due, what was done, and what was refused."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.publishing.models import Moment, ReviewPolicy
from tests.articles.factories import make_article
from tests.library.factories import make_benefit

pytestmark = pytest.mark.django_db
SCHEDULE = "/admin/schedule/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _protected(disclaimer):
    """By a disclaimer that belongs on every article."""


def schedule_revision(item, at):
    item.go_live_at = at
    item.save_revision(approved_go_live_at=at)


def due(client):
    return [(each.title, each.act) for each in client.get(SCHEDULE).context["due"]]


def html_of(client, url=SCHEDULE):
    return client.get(url).content.decode()


def make_moment(**fields):
    now = timezone.now()
    defaults = {
        "act": "go-live",
        "content_id": uuid4(),
        "locale": "en",
        "title": "Walking",
        "due_at": now - DAY,
    }
    return Moment.objects.create(**(defaults | fields))


def test_what_is_next_stands_in_its_order(admin_client):
    now, today = timezone.now(), timezone.localdate()
    make_benefit("Expires", expire_at=now + 2 * DAY)
    schedule_revision(make_article("Goes live", live=False), now + DAY)
    make_article("Review", next_review_on=today + 3 * DAY)
    make_article("Review later", next_review_on=today + 31 * DAY)
    make_article("Draft", live=False, next_review_on=today)
    assert due(admin_client) == [
        ("Goes live", "Go live"),
        ("Expires", "Expire"),
        ("Review", "Review falls overdue"),
    ]


def test_end_of_grace_is_announced_where_it_withdraws(admin_client):
    overdue = make_benefit("Overdue", next_review_on=timezone.localdate() - 2 * DAY)
    assert due(admin_client) == []
    ReviewPolicy.objects.update_or_create(defaults={"withdraw_overdue": True, "grace_days": 7})
    assert due(admin_client) == [("Overdue", "Withdrawn unless it is reviewed")]
    assert reverse("wagtailsnippets_library_benefit:edit", args=[overdue.pk]) in html_of(admin_client)


def test_done_moments_tell_their_delay(admin_client):
    page = make_article()
    at = timezone.now() - DAY
    seconds = timedelta(seconds=1.26)
    make_moment(content_id=page.content_id, title="Walking", due_at=at, done_at=at + seconds)
    html = html_of(admin_client)
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}">Walking</a>' in html
    assert "1.3 s" in html


def test_refused_moment_says_why_and_when_again(admin_client):
    make_moment(refusal="It has no live <medical> disclaimer.", try_again_at=timezone.now() + DAY)
    html = html_of(admin_client)
    assert "It has no live &lt;medical&gt; disclaimer." in html
    assert timezone.localtime(timezone.now() + DAY).strftime("%-d %b %Y") in html
    home = html_of(admin_client, "/admin/")
    assert "1 change that was to happen by itself was refused." in home
    assert f'href="{SCHEDULE}"' in home


def test_what_was_done_after_a_refusal_is_refused_no_more(admin_client):
    at = timezone.now() - DAY
    make_moment(refusal="It had no disclaimer.", due_at=at, done_at=at + DAY)
    assert "refused" not in html_of(admin_client, "/admin/")
    assert "It had no disclaimer." not in html_of(admin_client)


def test_empty_schedule_says_so(admin_client):
    html = html_of(admin_client)
    assert "Nothing is scheduled" in html
    assert "Nothing that was scheduled has come due yet." in html


def test_long_schedule_costs_no_more_queries(admin_client, django_assert_max_num_queries):
    for number in range(12):
        item = make_benefit(f"Benefit {number}", expire_at=timezone.now() + DAY)
        make_moment(content_id=item.content_id, refusal="Not now.")
    admin_client.get(SCHEDULE)
    with django_assert_max_num_queries(32):
        admin_client.get(SCHEDULE)
