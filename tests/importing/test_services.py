import pytest

from cms.articles.models import ArticlePage
from cms.importing.parts import Outcome
from cms.importing.services import Destination, ImportRefused, Result, import_article
from cms.importing.text import recognise_article
from cms.library.models import Benefit, Disclaimer
from cms.publishing.refusals import PublishRefused
from tests.importing.sources import MOVING_AGAIN, TITLES, VOLVER
from tests.library.factories import edit, locale, make_benefit, make_disclaimer, make_topic
from tests.publishing.ledger import document_of

pytestmark = pytest.mark.django_db
TEXT = MOVING_AGAIN.read_text(encoding="utf-8")


def run(text=TEXT, *, publish=False, lang="en", **to):
    return import_article(recognise_article(text), to=Destination(locale(lang), **to), publish=publish)


def benefits_of(page):
    return next(block for block in document_of(page)["body"] if block["type"] == "benefits")["items"]


def save_as_editor(page, user, **fields):
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user)


def test_import_makes_drafts_only():
    imported = run()
    assert imported.result is Result.CREATED
    assert not ArticlePage.objects.filter(live=True).exists()
    assert Benefit.objects.filter(live=False).count() == 7
    assert Disclaimer.objects.get().live is False


def test_published_import_is_a_whole_document():
    document = document_of(run(publish=True).page)
    first, benefits, care_path = document["body"]
    assert first["html"].startswith("<p>An operation on the lower back")
    assert [(item["number"], item["title"]) for item in benefits["items"]] == list(enumerate(TITLES, start=1))
    assert all(item["part"] and not item["overrides"] for item in benefits["items"])
    assert care_path["html"].startswith("<p>At the first check-up")
    assert [each["purpose"] for each in document["disclaimers"]] == ["medical"]
    assert document["comments"]["open"]
    assert document["review"]["state"] == "none"
    assert "Back to blog" not in document["body_html"]
    assert "Leave a comment" not in document["body_html"]


def test_spanish_source_becomes_a_spanish_article_beside_the_english_one():
    run(publish=True)
    document = document_of(run(VOLVER.read_text(encoding="utf-8"), lang="es", publish=True).page)
    assert document["locale"] == "es"
    assert [item["title"] for item in document["body"][1]["items"]] == ["Menos dolor", "Mejor equilibrio"]


def test_second_run_changes_nothing():
    page = run().page
    again = run()
    assert (again.page, again.result) == (page, Result.UNCHANGED)
    assert page.revisions.count() == 1
    assert Benefit.objects.count() == 7
    assert Disclaimer.objects.count() == 1


def test_changed_source_updates_the_same_draft():
    page = run().page
    again = run(TEXT.replace("Bending and turning", "Turning and bending"))
    assert (again.page, again.result) == (page, Result.UPDATED)
    assert ArticlePage.objects.count() == 1
    assert [found.outcome for found in again.benefits].count(Outcome.OVERRIDDEN) == 1


def test_draft_of_a_first_run_is_published_by_a_second():
    run()
    again = run(publish=True)
    assert again.result is Result.UNCHANGED
    assert again.page.live
    assert len(benefits_of(again.page)) == 7


def test_update_of_a_published_article_waits_as_a_draft():
    run(publish=True)
    again = run(TEXT.replace("Training them", "To train them"))
    assert again.page.has_unpublished_changes
    assert "To train them" not in document_of(again.page)["body_html"]


def test_renamed_article_is_found_again():
    page = run().page
    draft = page.get_latest_revision_as_object()
    draft.slug = "renamed"
    draft.save()
    draft.save_revision()
    assert run().page.slug == "renamed"


def test_article_that_an_editor_changed_is_left_as_it_is(admin_user):
    page = run().page
    save_as_editor(page, admin_user, title="An editor's title")
    again = run(TEXT.replace("Bending", "Twisting"), publish=True)
    assert again.result is Result.EDITED
    assert not again.page.live
    assert again.page.get_latest_revision_as_object().title == "An editor's title"


def test_another_key_makes_another_article():
    page = run().page
    other = run(key="a second one").page
    assert other != page
    assert other.slug == f"{page.slug}-2"
    assert run("Renamed in the source\n\nMove.", key="a second one").page == other


def test_library_benefit_of_that_title_and_those_words_is_reused():
    words = next(line for line in TEXT.splitlines() if line.startswith("7.")).partition(": ")[2]
    mood = make_benefit("A Lighter Mood", f"<p>{words}</p>")
    imported = run(publish=True)
    assert imported.benefits[-1].outcome is Outcome.REUSED
    assert benefits_of(imported.page)[-1]["part"]["content_id"] == str(mood.content_id)


def test_library_benefit_of_other_words_is_overridden_in_this_article_only():
    mood = make_benefit("A lighter mood", "<p>The library's words.</p>")
    imported = run(publish=True)
    item = benefits_of(imported.page)[-1]
    assert imported.benefits[-1].outcome is Outcome.OVERRIDDEN
    assert item["overrides"] == ["title", "html"]
    assert item["title"] == "A Lighter Mood"
    assert "patience" in item["html"]
    mood.refresh_from_db()
    assert (mood.title, mood.body, mood.revisions.count()) == (
        "A lighter mood",
        "<p>The library's words.</p>",
        1,
    )


def test_second_run_leaves_a_live_part_and_its_newer_draft_alone(admin_user):
    run(publish=True)
    benefit = edit(Benefit.objects.get(title="Less Pain"), body="<p>Better words.</p>")
    draft = save_as_editor(benefit, admin_user, body="<p>Newer words.</p>")
    run(publish=True)
    benefit.refresh_from_db()
    assert benefit.body == "<p>Better words.</p>"
    assert benefit.latest_revision == draft


def test_disclaimer_of_the_same_words_is_reused():
    text = TEXT[TEXT.index("This page was written") : TEXT.index("\n\nBack to blog")]
    disclaimer = make_disclaimer("Ours", body=f"<p>{text}</p>", topics=[make_topic()])
    assert run().disclaimer.part == disclaimer


def test_two_imported_disclaimers_have_two_titles():
    run()
    run(f"Sitting\n\n{TEXT[23:].replace('your operation', 'your back')}")
    assert len(set(Disclaimer.objects.values_list("title", flat=True))) == 2


def test_article_is_filed_under_its_topic_once():
    topic = make_topic()
    run(topic=topic)
    page = run(topic=topic).page
    assert [row.topic for row in page.topics.all()] == [topic]


def test_refused_publication_writes_nothing():
    with pytest.raises(PublishRefused, match="no live medical disclaimer"):
        run("Walking\n\n1. Pain: Less.\n\n2. Sleep: More.", publish=True)
    assert not ArticlePage.objects.exists()
    assert not Benefit.objects.exists()


def test_draft_that_an_editor_works_on_is_not_published_by_an_import(admin_user):
    save_as_editor(make_benefit("Less Pain", live=False), admin_user)
    with pytest.raises(ImportRefused, match="somebody has worked on it: “Less Pain”"):
        run(publish=True)
    assert not ArticlePage.objects.exists()


def test_markup_in_a_source_is_only_words():
    make_disclaimer()
    page = run("Walking\n\nA <b>bold</b> & <script>alert(1)</script> claim.", publish=True).page
    assert "A &lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;" in document_of(page)["body"][0]["html"]


def test_numbered_lists_without_texts_stay_lists():
    make_disclaimer()
    page = run("Walking\n\nDaily\n\n1. Walk\n2. Rest\n\nThen\n\n1. Sit\n2. Stand up", publish=True).page
    assert [block["html"] for block in document_of(page)["body"]] == [
        "<h2>Daily</h2>",
        "<ol><li>Walk</li><li>Rest</li></ol>",
        "<h2>Then</h2>",
        "<ol><li>Sit</li><li>Stand up</li></ol>",
    ]


def test_second_run_of_items_becomes_steps():
    make_disclaimer()
    text = "Walking\n\n1. A: a.\n2. B: b.\n\nWhat happens\n\n1. Visit: Soon.\n2. Plan: Next."
    steps = document_of(run(text, publish=True).page)["body"][-1]
    assert steps["items"] == [
        {"title": "Visit", "html": "<p>Soon.</p>"},
        {"title": "Plan", "html": "<p>Next.</p>"},
    ]
