"""Taking back on purpose: what is said in its place, in every article, and how it returns."""

import pytest

from cms.publishing import cascade
from cms.publishing.drain import drain_all
from cms.publishing.heal import heal
from cms.publishing.models import Cascade, PendingRecompile, Withdrawal
from cms.publishing.refusals import PublishRefused
from cms.publishing.unit import unit
from cms.publishing.withdrawals import Terms, restore, withdraw
from tests.articles.factories import TEXT, article_index, benefits, make_article
from tests.library.factories import edit, locale, make_benefit, make_disclaimer
from tests.publishing.ledger import document_of, editions_of, thing_of

pytestmark = pytest.mark.django_db
OUTDATED = Terms(reason="outdated", notice="Newer advice is on its way.")
RECALL = Terms(reason="incorrect", notice="Stop, and call us.", severity="high")


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def key_of(item):
    return (item.content_id, item.locale.language_code)


def translate(item, **fields):
    article_index("es")
    copy = item.copy_for_translation(locale("es"))
    copy.save()
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    copy.refresh_from_db()
    return copy


def test_withdrawn_article_leaves_a_notice():
    page = make_article()
    withdraw(page, OUTDATED)
    notice = document_of(page)
    page.refresh_from_db()
    assert not page.live
    assert (notice["schema"], notice["state"]) == ("notice/1", "withdrawn")
    assert (notice["title"], notice["reason"]) == ("Walking after surgery", "outdated")
    assert (notice["notice"], notice["severity"]) == ("Newer advice is on its way.", None)
    assert notice["withdrawn_at"]
    assert notice["former_paths"] == ["articles/walking-after-surgery"]


def test_unpublished_article_is_only_gone():
    page = make_article()
    page.unpublish()
    notice = document_of(page)
    assert (notice["state"], notice["title"], notice["reason"]) == ("gone", None, None)


def test_notice_names_the_successor_and_follows_its_address():
    page, better = make_article(), make_article("Better")
    withdraw(page, Terms(reason="replaced", successor=key_of(better)))
    assert document_of(page)["successor"]["url"].endswith("/articles/better/")
    edit(better, title="Best", slug="best")
    successor = document_of(page)["successor"]
    assert (successor["title"], successor["url"].endswith("/articles/best/")) == ("Best", True)


def test_successor_that_is_withdrawn_in_turn_gives_way_to_its_own():
    first, second, third = (make_article(title) for title in ("First", "Second", "Third"))
    withdraw(first, Terms(reason="replaced", successor=key_of(second)))
    withdraw(second, Terms(reason="replaced", successor=key_of(third)))
    assert document_of(first)["successor"]["title"] == "Third"
    third.unpublish()
    assert document_of(first)["successor"] is None


def test_merged_article_moves_to_its_successor():
    page, whole = make_article(), make_article("Whole")
    withdraw(page, Terms(reason="merged", successor=key_of(whole)))
    assert (thing_of(page).state, document_of(page)["successor"]["title"]) == ("moved", "Whole")


def test_recall_takes_back_every_language_and_says_so():
    page = make_article()
    spanish = translate(page, title="Caminar", slug="caminar")
    withdraw(page, RECALL)
    assert [thing_of(each).state for each in (page, spanish)] == ["withdrawn", "withdrawn"]
    assert document_of(spanish)["severity"] == "high"
    assert editions_of(page)[-1].because == {"reason": "recall"}


def test_withdrawal_takes_back_one_language():
    page = make_article()
    spanish = translate(page, title="Caminar", slug="caminar")
    withdraw(page, OUTDATED)
    assert [thing_of(each).state for each in (page, spanish)] == ["withdrawn", "published"]


def test_restored_article_is_published_as_it_was():
    page = make_article()
    draft = page.get_latest_revision_as_object()
    draft.title = "Unsaid"
    draft.save_revision()
    page.refresh_from_db()
    [withdrawal] = withdraw(page, OUTDATED)
    restore(withdrawal)
    withdrawal.refresh_from_db()
    assert document_of(page)["title"] == "Walking after surgery"
    assert [edition.state for edition in editions_of(page)] == ["published", "withdrawn", "published"]
    assert withdrawal.restored_at


def test_published_again_by_its_editor_it_is_withdrawn_no_more():
    page = make_article()
    withdraw(page, OUTDATED)
    edit(page, title="Rewritten")
    assert (thing_of(page).state, Withdrawal.objects.standing().exists()) == ("published", False)


def test_deleted_later_it_is_still_withdrawn():
    page = make_article()
    withdraw(page, OUTDATED)
    thing = thing_of(page)
    page.delete()
    thing.refresh_from_db()
    assert (thing.state, thing.editions.count()) == ("withdrawn", 2)


def test_withdrawn_benefit_is_left_out_of_its_articles():
    benefit = make_benefit()
    page = make_article(body=[TEXT, benefits(benefit)])
    withdraw(benefit, OUTDATED)
    document = document_of(page)
    assert [block["type"] for block in document["body"]] == ["text"]
    assert document["omitted"] == [{"content_id": str(benefit.content_id), "title": ""}]


def test_withdrawn_benefit_puts_its_notice_into_its_articles():
    benefit, other = make_benefit(), make_benefit("More strength")
    page = make_article(body=[benefits(benefit, other)])
    withdraw(benefit, Terms(reason="incorrect", notice="Wait for us.", shown_in_articles=True))
    block = document_of(page)["body"][0]
    [notice] = block["notices"]
    assert [(item["number"], item["title"]) for item in block["items"]] == [(1, "More strength")]
    assert (notice["title"], notice["text"], notice["part"]["edition"]) == ("Less pain", "Wait for us.", 2)
    assert "Wait for us." in document_of(page)["body_html"]
    assert "Wait for us." in document_of(page)["body_markdown"]


def test_restored_benefit_is_back_in_its_articles():
    benefit = make_benefit()
    page = make_article(body=[TEXT, benefits(benefit)])
    [withdrawal] = withdraw(benefit, Terms(reason="other", notice="Wait.", shown_in_articles=True))
    restore(withdrawal)
    block = document_of(page)["body"][1]
    assert ([item["title"] for item in block["items"]], block["notices"]) == (["Less pain"], [])


def test_article_is_edited_and_published_while_its_benefit_is_withdrawn(admin_client):
    benefit = make_benefit()
    page = make_article(body=[TEXT, benefits(benefit)])
    withdraw(benefit, OUTDATED)
    edit(page, title="Still here")
    assert document_of(page)["title"] == "Still here"


def test_disclaimer_in_use_is_withdrawn_only_for_another(disclaimer):
    page = make_article()
    with pytest.raises(PublishRefused, match="name that one"):
        withdraw(disclaimer, OUTDATED)
    disclaimer.refresh_from_db()
    assert disclaimer.live
    assert not Withdrawal.objects.exists()
    assert len(document_of(page)["disclaimers"]) == 1


def test_successor_stands_where_the_withdrawn_disclaimer_belonged(disclaimer):
    chosen = make_disclaimer("Chosen", on_every_article=False)
    other = make_disclaimer("Other", on_every_article=False, body="<p>In its place.</p>")
    everywhere, by_choice = make_article("One"), make_article("Two", disclaimers=[chosen])
    withdraw(disclaimer, Terms(reason="replaced", successor=key_of(other)))
    withdraw(chosen, Terms(reason="replaced", successor=key_of(other)))
    for page in (everywhere, by_choice, make_article("New")):
        assert [each["text"] for each in document_of(page)["disclaimers"]] == ["In its place."]


def test_successor_of_a_translation_comes_before_the_default_language(disclaimer):
    spanish = translate(disclaimer, title="No es consejo")
    other = make_disclaimer("Otro", on_every_article=False, lang="es")
    page = make_article(lang="es")
    withdraw(spanish, Terms(reason="replaced", successor=key_of(other)))
    assert [(each["title"], each["lang"]) for each in document_of(page)["disclaimers"]] == [("Otro", "es")]


def test_restored_disclaimer_stands_again_where_it_belonged(disclaimer):
    other = make_disclaimer("Other", on_every_article=False)
    page = make_article()
    [withdrawal] = withdraw(disclaimer, Terms(reason="replaced", successor=key_of(other)))
    restore(withdrawal)
    assert [each["title"] for each in document_of(page)["disclaimers"]] == ["Not advice"]


def test_successor_of_a_disclaimer_cannot_go_without_one_of_its_own(disclaimer):
    other = make_disclaimer("Other", on_every_article=False)
    page = make_article()
    withdraw(disclaimer, Terms(reason="replaced", successor=key_of(other)))
    with pytest.raises(PublishRefused, match="protects 1 published"), unit():
        other.unpublish()
    assert [each["title"] for each in document_of(page)["disclaimers"]] == ["Other"]


def test_replaced_disclaimer_cannot_be_deleted(disclaimer):
    other = make_disclaimer("Other", on_every_article=False)
    make_article()
    withdraw(disclaimer, Terms(reason="replaced", successor=key_of(other)))
    with pytest.raises(PublishRefused, match="Keep it"), unit():
        disclaimer.delete()


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (Terms(reason="merged"), "Name what it was merged into"),
        (Terms(reason="incorrect", severity="high"), "Write its notice"),
        (Terms(reason="other", shown_in_articles=True), "Write the notice"),
    ],
    ids=["merged into nothing", "recall without words", "notice without words"],
)
def test_terms_that_do_not_hold_together_are_refused(terms, words):
    page = make_article()
    with pytest.raises(PublishRefused, match=words):
        withdraw(page, terms)
    assert thing_of(page).state == "published"


def test_successor_must_be_published_and_another():
    page, draft = make_article(), make_article("Draft", live=False)
    for key in (key_of(draft), key_of(page)):
        with pytest.raises(PublishRefused, match="must be published"):
            withdraw(page, Terms(reason="replaced", successor=key))


def test_what_is_not_live_cannot_be_withdrawn():
    with pytest.raises(PublishRefused, match="is not published"):
        withdraw(make_article(live=False), OUTDATED)


def test_recall_overtakes_what_waits(monkeypatch, disclaimer):
    monkeypatch.setattr(cascade, "HANDFUL", 1)
    benefit = make_benefit()
    pages = [make_article(f"Page {number}", body=[TEXT, benefits(benefit)]) for number in range(3)]
    others = [make_article(f"Other {number}") for number in range(3)]
    edit(disclaimer, body="<p>Stricter.</p>")
    withdraw(benefit, RECALL)
    first = PendingRecompile.objects.next_first().values_list("content_id", flat=True)[:3]
    assert set(first) == {page.content_id for page in pages}
    drain_all()
    assert all("Stricter." in document_of(page)["body_html"] for page in (*pages, *others))
    assert heal() == (0, [])


def test_disclaimer_marked_urgent_goes_first(monkeypatch, disclaimer):
    monkeypatch.setattr(cascade, "HANDFUL", 1)
    for number in range(3):
        make_article(f"Page {number}")
    edit(disclaimer, urgent=True, body="<p>At once.</p>")
    assert list(Cascade.objects.values_list("urgent", "total")) == [(True, 3)]
    assert set(PendingRecompile.objects.values_list("urgent", flat=True)) == {True}
