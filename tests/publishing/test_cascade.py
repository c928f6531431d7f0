"""A changed part publishes everything that holds it, wants it, or would hold it now."""

import pytest

from cms.articles.models import ArticleTopic
from cms.publishing import cascade
from cms.publishing.drain import drain_all
from cms.publishing.models import Cascade, PendingRecompile
from cms.publishing.refusals import PublishRefused
from cms.publishing.unit import unit
from tests.articles.factories import TEXT, benefits, make_article
from tests.library.factories import (
    edit,
    locale,
    make_benefit,
    make_disclaimer,
    make_image,
    make_person,
    make_topic,
)
from tests.publishing.ledger import all_documents, document_of, editions_of, thing_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def test_changed_benefit_publishes_every_article_with_it():
    benefit = make_benefit()
    with_it = [make_article(title, body=[benefits(benefit)]) for title in ("One", "Two")]
    without = make_article("Three")
    edit(benefit, body="<p>New words.</p>")
    for page in with_it:
        assert document_of(page)["body"][0]["items"][0]["html"] == "<p>New words.</p>"
        assert editions_of(page)[-1].because == {
            "reason": "part",
            "kind": "benefit",
            "part": {"content_id": str(benefit.content_id), "locale": "en", "edition": 2},
        }
    assert len(editions_of(without)) == 1


def test_changed_disclaimer_publishes_every_article(disclaimer):
    page = make_article()
    edit(disclaimer, body="<p>Stricter words.</p>")
    assert document_of(page)["disclaimers"][0]["text"] == "Stricter words."
    assert "Stricter words." in document_of(page)["body_html"]


def test_draft_of_a_part_changes_nothing():
    benefit = make_benefit()
    page = make_article(body=[benefits(benefit)])
    benefit.body = "<p>Secret draft.</p>"
    benefit.save_revision()
    edit(page, summary="Published after the draft.")
    assert "Secret draft" not in str(all_documents())


def test_draft_benefit_is_left_out_and_its_title_unsaid():
    benefit = make_benefit("Secret title", live=False)
    page = make_article(body=[TEXT, benefits(benefit)])
    assert document_of(page)["omitted"] == [{"content_id": str(benefit.content_id), "title": ""}]
    assert "Secret" not in str(all_documents())


def test_wanted_benefit_appears_when_it_is_published():
    benefit = make_benefit(live=False)
    page = make_article(body=[TEXT, benefits(benefit)])
    benefit.get_latest_revision().publish()
    assert document_of(page)["body"][1]["items"][0]["title"] == "Less pain"
    assert document_of(page)["omitted"] == []


def test_unpublished_benefit_leaves_its_articles():
    benefit = make_benefit()
    page = make_article(body=[TEXT, benefits(benefit)])
    benefit.unpublish()
    assert [block["type"] for block in document_of(page)["body"]] == ["text"]
    assert document_of(page)["omitted"][0]["content_id"] == str(benefit.content_id)


def test_new_disclaimer_for_every_article_reaches_those_already_published():
    page = make_article()
    make_disclaimer("Emergencies", purpose="emergency", body="<p>Call for help.</p>")
    assert [each["purpose"] for each in document_of(page)["disclaimers"]] == ["emergency", "medical"]


def test_disclaimer_of_a_topic_is_on_its_articles_only():
    topic = make_topic()
    inside, outside = make_article("Inside", topics=[topic]), make_article("Outside")
    make_disclaimer("For recovery", topics=[topic], body="<p>Topic words.</p>")
    assert "Topic words." in document_of(inside)["body_html"]
    assert "Topic words." not in document_of(outside)["body_html"]


def test_narrowed_disclaimer_leaves_the_articles_it_no_longer_belongs_to():
    topic = make_topic()
    page = make_article()
    wide = make_disclaimer("Wide", body="<p>Wide words.</p>")
    edit(wide, on_every_article=False, topics=[topic])
    assert "Wide words." not in document_of(page)["body_html"]


def test_last_medical_disclaimer_cannot_be_unpublished(disclaimer):
    page = make_article()
    with pytest.raises(PublishRefused, match="Walking after surgery"):
        disclaimer.unpublish()
    assert len(editions_of(page)) == 1


def test_disclaimer_in_use_goes_only_by_a_withdrawal_that_names_another(disclaimer):
    page = make_article()
    make_disclaimer("A better one", body="<p>Better words.</p>")
    with pytest.raises(PublishRefused, match="withdraw it"):
        disclaimer.unpublish()
    assert len(document_of(page)["disclaimers"]) == 2


def test_narrowed_disclaimer_counts_the_topics_that_articles_have_now(disclaimer, monkeypatch):
    monkeypatch.setattr(cascade, "HANDFUL", 0)
    topic = make_topic()
    page = make_article(topics=[topic])
    edit(page, topics=[])
    with pytest.raises(PublishRefused, match="only medical disclaimer"):
        edit(disclaimer, on_every_article=False, topics=[topic])


def test_disclaimer_that_an_article_only_wants_does_not_cover_it(disclaimer, monkeypatch):
    monkeypatch.setattr(cascade, "HANDFUL", 0)
    wanted = make_disclaimer("Wanted", on_every_article=False, live=False)
    copy = wanted.copy_for_translation(locale("es"))
    copy.save()
    copy.save_revision().publish()
    make_article(disclaimers=[wanted])
    with pytest.raises(PublishRefused, match="only medical disclaimer"):
        edit(disclaimer, purpose="emergency")


def test_renamed_topic_person_and_image_reach_the_article():
    topic, person, image = make_topic(), make_person(), make_image(alt="Trees")
    page = make_article(topics=[topic], authors=[person], hero_image=image)
    edit(topic, name="Getting well")
    edit(person, name="Spine team")
    image.alt = "A path under trees"
    image.save()
    document = document_of(page)
    assert document["topics"][0]["name"] == "Getting well"
    assert document["authors"][0]["name"] == "Spine team"


def test_page_that_links_follows_a_renamed_one():
    target = make_article("Sleeping well")
    link = {"type": "text", "value": f'<p>See <a linktype="page" id="{target.pk}">this</a>.</p>'}
    page = make_article("Links", body=[link])
    assert 'href="http://localhost:8001/articles/sleeping-well/"' in document_of(page)["body_html"]
    edit(target, slug="sleep")
    assert 'href="http://localhost:8001/articles/sleep/"' in document_of(page)["body_html"]
    target.unpublish()
    assert "<a href" not in document_of(page)["body"][0]["html"]


def test_related_article_is_not_republished_with_every_edition():
    target = make_article("Target")
    page = make_article("Points", related=[target])
    edit(target, summary="Only the summary changed.")
    assert len(editions_of(page)) == 1
    edit(target, title="Another title")
    assert document_of(page)["related"][0]["title"] == "Another title"


def test_two_articles_that_point_at_each_other_come_to_rest():
    first = make_article("First")
    second = make_article("Second", related=[first])
    third = make_article("Third", related=[second])
    edit(first, title="First again")
    assert document_of(second)["related"][0]["title"] == "First again"
    assert len(editions_of(third)) == 1


def test_equal_content_stores_nothing_however_often_it_is_noted():
    page = make_article()
    before = thing_of(page).sequence
    with unit() as work:
        for _ in range(3):
            work.note(page.content_id, "en")
    assert work.editions == []
    assert thing_of(page).sequence == before


def test_long_cascade_is_left_pending_and_drained_whole(monkeypatch):
    monkeypatch.setattr(cascade, "HANDFUL", 2)
    benefit = make_benefit()
    pages = [make_article(f"Page {number}", body=[benefits(benefit)]) for number in range(5)]
    edit(benefit, title="More strength")
    assert PendingRecompile.objects.count() == 5
    assert drain_all() == 5
    assert {document_of(page)["body"][0]["items"][0]["title"] for page in pages} == {"More strength"}
    assert not PendingRecompile.objects.exists()


def test_drained_article_that_is_refused_keeps_its_edition(monkeypatch, disclaimer, caplog):
    page = make_article()
    other = make_article("Other")
    type(disclaimer).objects.filter(pk=disclaimer.pk).update(on_every_article=False)
    waiting = Cascade.objects.create(title="Not advice")
    for each in (page, other):
        fields = {"content_id": each.content_id, "locale": "en", "rank": 6, "because": {"reason": "self"}}
        PendingRecompile.objects.create(cascade=waiting, **fields)
    assert drain_all() == 2
    assert len(document_of(page)["disclaimers"]) == 1
    assert "no live medical disclaimer" in caplog.text


def test_guide_that_links_to_new_articles_is_published_twice_at_most():
    pages = [make_article(f"Page {number}", live=False) for number in range(5)]
    links = "".join(f'<p><a linktype="page" id="{page.pk}">{page.title}</a></p>' for page in pages)
    with unit() as work:
        topic = make_topic(body=links)
        for page in pages:
            page.topics.add(ArticleTopic(topic=topic))
            page.save_revision().publish()
    assert len(editions_of(topic)) <= 2
    assert document_of(topic)["html"].count("href=") == 5
    assert len(work.editions) <= 7


def test_translation_of_the_last_medical_disclaimer_does_not_stand_in_for_it(disclaimer, monkeypatch):
    """In the background nobody could be told any more, so that the refusal comes first."""
    monkeypatch.setattr(cascade, "HANDFUL", 0)
    make_article()
    copy = disclaimer.copy_for_translation(locale("es"))
    copy.save()
    copy.save_revision().publish()
    with pytest.raises(PublishRefused, match="protects 1 published"), unit():
        disclaimer.unpublish()


def test_default_language_stands_in_for_an_unpublished_translation(disclaimer):
    page = make_article(lang="es")
    copy = disclaimer.copy_for_translation(locale("es"))
    copy.save()
    copy.save_revision().publish()
    copy.refresh_from_db()
    with unit():
        copy.unpublish()
    assert [each["lang"] for each in document_of(page)["disclaimers"]] == ["en"]
