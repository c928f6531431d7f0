"""What somebody's identity got into is destroyed: its words, files, whatever held them; and nothing else."""

from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.editions.models import Edition
from cms.library.models import Image
from cms.publishing.audit import audit
from cms.publishing.withdrawals import Terms, withdraw
from tests.articles.factories import benefits, make_article, make_guide
from tests.library.factories import edit, make_benefit, make_disclaimer, make_image
from tests.publishing.ledger import document_of, editions_of, thing_of

pytestmark = pytest.mark.django_db
SECRET = "Zanzibarquux"


def redact(item, *numbers, options=("--noinput",)):
    output = StringIO()
    thing = thing_of(item)
    given = [str(thing.content_id), thing.locale, *map(str, numbers)]
    call_command("redact_edition", *given, *options, stdout=output)
    return output.getvalue()


def holding(words=SECRET):
    return [e for e in Edition.objects.all() if words.encode() in bytes(e.document) + bytes(e.listing)]


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


@pytest.fixture
def page():
    """An article whose first edition says what it must not."""
    page = make_article("Walking", summary=f"As {SECRET} did.")
    page.summary = "As many did."
    page.save_revision().publish()
    return page


def test_its_words_are_gone_and_its_place_stays(page):
    before = Edition.objects.get(pk=editions_of(page)[0].pk)
    assert "edition 1" in redact(page, 1)
    assert not holding()
    after = Edition.objects.get(pk=before.pk)
    for name in (
        "number",
        "sequence",
        "digest",
        "content_digest",
        "chain",
        "signature",
        "because",
        "created_at",
    ):
        assert getattr(after, name) == getattr(before, name)
    assert after.redacted_at
    assert document_of(page)["summary"] == "As many did."


def test_the_audit_accepts_the_mark(page):
    redact(page, 1)
    assert list(audit()) == []


def test_the_audit_accepts_it_with_an_empty_document_alone(page):
    redact(page, 1)
    Edition.objects.filter(pk=editions_of(page)[0].pk).update(document=b"{}")
    assert "altered" in str(next(iter(audit())))


def test_what_was_emptied_without_the_mark_is_found(page):
    Edition.objects.filter(pk=editions_of(page)[0].pk).update(document=b"")
    assert "altered" in str(next(iter(audit())))


def test_the_mark_does_not_hide_an_altered_current_edition(page):
    current = thing_of(page).current
    Edition.objects.filter(pk=current.pk).update(document=b"", redacted_at=timezone.now())
    assert "altered" in " ".join(map(str, audit()))


def test_readers_are_told_that_it_was_destroyed(client, page):
    redact(page, 1)
    answer = client.get("/api/v1/articles/walking/editions/1/")
    assert answer.status_code == 410
    assert "destroyed on purpose" in answer.json()["detail"]
    second, first = client.get("/api/v1/articles/walking/editions/").json()["results"]
    assert (first["url"], second["redacted_at"]) == (None, None)
    assert first["redacted_at"]
    assert client.get("/api/v1/articles/walking/editions/2/").status_code == 200


def test_whatever_held_it_goes_with_it():
    benefit = make_benefit("Less pain", body=f"<p>As {SECRET} said.</p>")
    page = make_article("Walking", body=[benefits(benefit)])
    make_guide(articles=[page])
    other = make_article("Sleeping")
    edit(benefit, body="<p>As many said.</p>")
    assert holding()
    said = redact(benefit, 1)
    assert not holding()
    assert "article “Walking” (en), edition 1" in said
    assert "Sleeping" not in said
    assert [each.redacted_at for each in editions_of(other)] == [None]
    assert list(audit()) == []


def test_what_is_shown_now_is_never_destroyed(page):
    with pytest.raises(CommandError, match="“Walking”, article, shows it now, in edition 2"):
        redact(page, 1, 2)
    assert holding()


def test_what_still_stands_in_an_article_is_not_destroyed(monkeypatch):
    benefit = make_benefit("Less pain", body=f"<p>As {SECRET} said.</p>")
    make_article("Walking", body=[benefits(benefit)])
    monkeypatch.setattr("cms.publishing.cascade.HANDFUL", 0)
    edit(benefit, body="<p>As many said.</p>")
    with pytest.raises(CommandError, match="“Walking”, article, shows it now, in edition 1"):
        redact(benefit, 1)
    assert holding()


def test_a_withdrawn_article_is_redacted(page):
    withdraw(page, Terms(reason="incorrect", notice="Ask us."))
    redact(page, 1, 2)
    assert not holding("As many did.")
    assert list(audit()) == []


def test_an_unknown_edition_is_named(page):
    with pytest.raises(CommandError, match="There is no edition 7 of"):
        redact(page, 1, 7)
    assert holding()


def test_it_asks_first(page, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandError, match="Nothing was destroyed"):
        redact(page, 1, options=())
    assert holding()
    monkeypatch.setattr("builtins.input", lambda question: "yes")
    redact(page, 1, options=())
    assert not holding()


def test_twice_is_once(page):
    redact(page, 1)
    first = editions_of(page)[0].redacted_at
    assert "already" in redact(page, 1)
    assert editions_of(page)[0].redacted_at == first


def test_files_that_only_it_named_go_too():
    picture = make_image()
    first = {source["url"].rpartition("/media/")[2] for source in document_of(picture)["sources"]}
    picture.file = make_image(colour="maroon").file.name
    picture.save()
    second = {source["url"].rpartition("/media/")[2] for source in document_of(picture)["sources"]}
    assert first.isdisjoint(second)
    said = redact(picture, 1)
    assert all(f"file {name}" in said for name in first)
    assert not any(default_storage.exists(name) for name in first)
    assert all(default_storage.exists(name) for name in second)
    assert list(audit()) == []


def test_files_that_another_edition_names_stay():
    picture = make_image(alt=SECRET)
    picture.alt = "A path"
    picture.save()
    names = {source["url"].rpartition("/media/")[2] for source in document_of(picture)["sources"]}
    redact(picture, 1)
    assert not holding()
    assert all(default_storage.exists(name) for name in names)
    assert default_storage.exists(Image.objects.get().file.name)


def test_caches_are_told(page, settings, monkeypatch):
    asked = []
    monkeypatch.setattr("cms.publishing.redacting.purge_urls", asked.extend)
    redact(page, 1)
    base = f"{settings.API_URL}/articles"
    assert set(asked) == {f"{base}/walking/editions/1/", f"{base}/{page.content_id}/editions/1/"}


def test_a_recall_whose_notice_was_redacted_still_holds(client, page):
    withdraw(page, Terms(reason="incorrect", notice=f"{SECRET} fell.", severity="high"))
    page.refresh_from_db()
    page.title = "Walking, safely"
    page.save_revision().publish()
    redact(page, 3)
    assert client.get("/api/v1/articles/walking/editions/2/").status_code == 410
