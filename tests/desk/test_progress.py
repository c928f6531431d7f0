"""What the admin tells of work that goes on in the background."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from cms.library.models import Benefit
from cms.publishing.drain import drain_all, drain_batch
from cms.publishing.models import Cascade, PendingRecompile
from tests.articles.factories import benefits, make_article
from tests.desk.withdrawing import withdraw
from tests.library.factories import edit, make_benefit, make_disclaimer
from tests.library.forms import PUBLISH, benefit_form, part_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def benefit():
    """In more articles than are published at once."""
    make_disclaimer()
    benefit = make_benefit()
    for number in range(25):
        make_article(f"Article {number}", body=[benefits(benefit, ("Sleep", "<p>You sleep better.</p>"))])
    return benefit


def ask(client, *cascades):
    return client.get(reverse("schedule:progress"), {"of": [each.pk for each in cascades]}).json()


def html_of(client, url):
    return client.get(url).content.decode()


def test_home_and_the_parts_editor_tell_how_far_it_has_come(admin_client, benefit):
    edit(benefit, title="Far less pain")
    drain_batch()
    cascade = Cascade.objects.get()
    said = "20 of 25 articles updated"
    for url in ("/admin/", part_url("edit", Benefit, benefit)):
        html = html_of(admin_client, url)
        assert said in html
        assert f'data-desk-progress="{cascade.pk}"' in html
    other = make_benefit("Sleep")
    assert said not in html_of(admin_client, part_url("edit", Benefit, other))
    drain_all()
    assert "articles updated" not in html_of(admin_client, "/admin/")
    assert "articles updated" not in html_of(admin_client, part_url("edit", Benefit, benefit))


def test_script_asks_until_it_has_finished(admin_client, benefit):
    edit(benefit, title="Far less pain")
    cascade = Cascade.objects.get()
    (answer,) = ask(admin_client, cascade).values()
    assert answer == {"text": "0 of 25 articles updated", "done": 0, "total": 25, "finished": False}
    drain_all()
    (answer,) = ask(admin_client, cascade).values()
    assert answer == {"text": "All 25 articles are updated.", "done": 25, "total": 25, "finished": True}


def test_unknown_cascades_are_passed_over(admin_client):
    assert admin_client.get(reverse("schedule:progress"), {"of": ["7", "x", "-1"]}).json() == {}


def test_progress_is_for_staff(client):
    assert client.get(reverse("schedule:progress")).status_code == 302


def test_editor_who_publishes_is_told_once_it_is_committed(admin_client, benefit, monkeypatch):
    edit(benefit, title="Far less pain")
    # A test's transaction never commits: what is to be said then is said at once, of what waits already.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda say, **options: say())
    form = benefit_form(body=rich_text("<p>New words.</p>")) | PUBLISH
    admin_client.post(part_url("edit", Benefit, benefit), form)
    assert "0 of 25 articles updated" in html_of(admin_client, part_url("list", Benefit))


def test_editor_who_withdraws_is_told(admin_client, benefit):
    withdraw(admin_client, benefit)
    assert "0 of 25 articles updated" in html_of(admin_client, part_url("edit", Benefit, benefit))


def test_disclaimer_counts_parts_too(admin_client, benefit):
    make_disclaimer("Newer words", urgent=True)
    (cascade,) = Cascade.objects.all()
    (answer,) = ask(admin_client, cascade).values()
    assert answer["text"] == f"0 of {cascade.total} articles and parts updated"
    assert "Urgent, first" in html_of(admin_client, "/admin/")


def test_thousands_are_readable(admin_client):
    cascade = Cascade.objects.create(title="Less pain", total=3000)
    rows = (
        PendingRecompile(cascade=cascade, content_id=f"{n:032x}", locale="en", rank=6, because={})
        for n in range(1760)
    )
    PendingRecompile.objects.bulk_create(rows)
    assert "1,240 of 3,000" in html_of(admin_client, "/admin/")
