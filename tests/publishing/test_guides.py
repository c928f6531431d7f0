"""Guides: several articles in order, with the disclaimers of all of them, whatever becomes of those."""

from datetime import date

import pytest

from cms.articles.models import GuidePage
from cms.publishing import cascade
from cms.publishing.audit import audit
from cms.publishing.drain import drain_all
from cms.publishing.refusals import PublishRefused
from cms.publishing.unit import unit
from cms.publishing.withdrawals import Terms, restore, withdraw
from tests.articles.factories import TEXT, article_index, benefits, make_article, make_guide
from tests.library.factories import edit, locale, make_benefit, make_disclaimer, make_person, make_topic
from tests.publishing.ledger import document_of, editions_of, thing_of

pytestmark = pytest.mark.django_db
HARMFUL = Terms(reason="incorrect", notice="Stop, and call us.", severity="high")


@pytest.fixture(autouse=True)
def always():
    return make_disclaimer("Always")


@pytest.fixture
def articles():
    return [make_article(title) for title in ("First", "Second", "Third")]


@pytest.fixture
def guide(articles):
    return make_guide(articles=articles)


def titles(guide):
    return [(each["number"], each["title"]) for each in document_of(guide)["articles"]]


def disclaimers(guide):
    return [each["title"] for each in document_of(guide)["disclaimers"]]


def rearrange(guide, articles):
    draft = guide.get_latest_revision_as_object()
    rows = {row.article_id: row for row in draft.articles.all()}
    for place, article in enumerate(articles):
        rows[article.pk].sort_order = place
    draft.articles = [rows[article.pk] for article in articles]
    draft.save_revision().publish()


def test_articles_stand_in_the_editors_order(guide, articles):
    assert titles(guide) == [(1, "First"), (2, "Second"), (3, "Third")]
    rearrange(guide, [articles[2], articles[0]])
    assert titles(guide) == [(1, "Third"), (2, "First")]
    assert [edition.because["reason"] for edition in editions_of(guide)] == ["self", "self"]


def test_article_chosen_twice_stands_once(articles):
    assert titles(make_guide(articles=[articles[1], articles[0], articles[1]])) == [
        (1, "Second"),
        (2, "First"),
    ]


def test_each_article_is_told_with_its_edition_and_where_it_is(guide, articles):
    shown = document_of(guide)["articles"][1]
    article = document_of(articles[1])
    assert shown["part"] == {key: article[key] for key in ("content_id", "locale", "edition")}
    assert [shown[key] for key in ("summary", "url", "reading")] == [
        article[key] for key in ("summary", "url", "reading")
    ]
    assert shown["links"]["self"] == article["links"]["self"]


def test_reading_it_takes_as_long_as_reading_its_articles(guide, articles):
    words = sum(document_of(article)["reading"]["words"] for article in articles)
    assert document_of(guide)["reading"]["words"] > words


def test_changed_article_changes_the_guide_and_says_so(guide, articles):
    draft = articles[0].get_latest_revision_as_object()
    draft.title, draft.slug = "Begin here", "begin-here"
    draft.save_revision().publish()
    assert titles(guide)[0] == (1, "Begin here")
    assert document_of(guide)["articles"][0]["url"].endswith("/articles/begin-here/")
    assert editions_of(guide)[-1].because == {
        "reason": "part",
        "kind": "article",
        "part": {"content_id": str(articles[0].content_id), "locale": "en", "edition": 2},
    }


def test_article_that_is_taken_back_and_then_deleted_leaves_no_trace_in_the_guide(guide, articles):
    withdraw(articles[1], HARMFUL)
    assert [each["content_id"] for each in document_of(guide)["omitted"]] == [str(articles[1].content_id)]
    articles[1].delete()
    assert document_of(guide)["omitted"] == []
    assert list(audit()) == []


def test_it_carries_the_disclaimers_of_all_its_articles(articles):
    topic = make_topic()
    chosen, filed = (
        make_disclaimer("Chosen", on_every_article=False),
        make_disclaimer("Filed", topics=[topic]),
    )
    edit(filed, on_every_article=False)
    first = make_article("With a chosen one", disclaimers=[chosen])
    second = make_article("With a topic", topics=[topic])
    assert disclaimers(make_guide(articles=[first, second])) == ["Always", "Chosen", "Filed"]


def test_its_own_disclaimers_come_beside_them(articles):
    topic = make_topic()
    filed = make_disclaimer("Filed", on_every_article=False, topics=[topic])
    guide = make_guide(articles=articles, topics=[topic])
    assert disclaimers(guide) == ["Always", "Filed"]
    edit(filed, title="Filed anew")
    assert disclaimers(guide) == ["Always", "Filed anew"]


def test_disclaimer_chosen_later_for_an_article_reaches_the_guide(guide, articles):
    later = make_disclaimer("Later", on_every_article=False)
    assert disclaimers(guide) == ["Always"]
    draft = articles[1].get_latest_revision_as_object()
    draft.disclaimers.create(disclaimer=later)
    draft.save_revision().publish()
    assert disclaimers(guide) == ["Always", "Later"]


@pytest.mark.parametrize("handful", [20, 1], ids=["at once", "in the background"])
def test_changed_disclaimer_reaches_articles_and_guide(guide, articles, always, handful, monkeypatch):
    monkeypatch.setattr(cascade, "HANDFUL", handful)
    edit(always, title="Always anew")
    drain_all()
    assert disclaimers(guide) == ["Always anew"]
    current = [document_of(article)["edition"] for article in articles]
    assert [each["part"]["edition"] for each in document_of(guide)["articles"]] == current
    assert [str(finding) for finding in audit()] == []


def test_recalled_article_leaves_the_guide_and_comes_back(guide, articles):
    [withdrawal] = withdraw(articles[1], HARMFUL)
    assert titles(guide) == [(1, "First"), (2, "Third")]
    assert document_of(guide)["omitted"] == [{"content_id": str(articles[1].content_id), "title": ""}]
    assert "Second" not in document_of(guide)["body_html"]
    restore(withdrawal)
    assert titles(guide) == [(1, "First"), (2, "Second"), (3, "Third")]


def test_recall_of_the_only_article_is_not_held_up_by_its_guide(always):
    article = make_article("Alone", disclaimers=[make_disclaimer("Chosen", on_every_article=False)])
    guide = make_guide(articles=[article])
    edit(always, on_every_article=False)
    withdraw(article, HARMFUL)
    assert (titles(guide), disclaimers(guide)) == ([], [])
    assert thing_of(article).state == "withdrawn"


def test_deleted_article_leaves_the_guide(guide, articles):
    articles[0].delete()
    assert titles(guide) == [(1, "Second"), (2, "Third")]


def test_guide_without_a_published_article_is_not_published():
    draft = make_article("Only a draft", live=False)
    for chosen in ([], [draft]):
        with pytest.raises(PublishRefused, match="leads nowhere"), unit():
            make_guide(f"Guide {len(chosen)}", chosen)
    assert not GuidePage.objects.filter(live=True).exists()


def test_draft_says_what_keeps_it_from_being_published(articles):
    guide = make_guide(articles=[articles[0], make_article("Only a draft", live=False)], live=False)
    preview = guide.make_preview_request().content.decode()
    assert "Not published in this guide" in preview
    assert "“Only a draft”" in preview


def test_translated_guide_leads_through_translated_articles(guide, articles):
    article_index("es")
    for article in articles[:2]:
        copy = article.copy_for_translation(locale("es"))
        copy.title, copy.slug = f"{article.title} en español", f"{article.slug}-es"
        copy.save_revision().publish()
    copy = guide.copy_for_translation(locale("es"))
    copy.title, copy.slug = "Guía", "guia"
    copy.articles = [row for row in copy.articles.all() if row.article_id != articles[2].pk]
    copy.save_revision().publish()
    assert titles(copy) == [(1, "First en español"), (2, "Second en español")]
    assert document_of(guide)["translations"][0]["title"] == "Guía"


def test_review_is_of_all_that_the_guide_says(articles):
    reviewed = {"reviewed_by": make_person(), "reviewed_on": date(2026, 5, 4)}
    guide = make_guide(articles=articles, **reviewed)
    assert document_of(guide)["review"]["state"] == "current"
    draft = articles[0].get_latest_revision_as_object()
    draft.body = draft.body.stream_block.to_python([TEXT, benefits(make_benefit())])
    draft.save_revision().publish()
    assert document_of(guide)["review"]["state"] == "current"
    draft.title = "Other words"
    draft.save_revision().publish()
    assert document_of(guide)["review"]["state"] == "changed"


def test_renamed_guide_keeps_its_former_path(guide):
    draft = guide.get_latest_revision_as_object()
    draft.slug = "first-weeks"
    draft.save_revision().publish()
    assert document_of(guide)["former_paths"] == ["guides/your-first-weeks"]


def test_guide_and_article_of_one_slug_stand_side_by_side(articles):
    guide = make_guide("First", [articles[0]], slug="first-guide")
    assert (thing_of(articles[0]).path, thing_of(guide).path) == ("articles/first", "guides/first-guide")
