"""`compile_editions` heals what differs from the ledger, and does nothing when nothing does."""

import json

import pytest
from django.core.management import CommandError, call_command

from cms.articles.compile import compile_article
from cms.articles.models import ArticlePage
from cms.editions.models import Edition
from cms.library.models import Benefit, Disclaimer
from cms.publishing import compile
from tests.articles.factories import benefits, make_article
from tests.library.factories import make_benefit, make_disclaimer
from tests.publishing.ledger import document_of, editions_of, thing_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def heal(capsys):
    call_command("compile_editions")
    return capsys.readouterr().out


def test_whole_ledger_is_left_alone(capsys):
    make_article(body=[benefits(make_benefit())])
    before = Edition.objects.count()
    assert "Nothing to do" in heal(capsys)
    assert Edition.objects.count() == before


def test_row_changed_behind_its_back_is_published(capsys):
    benefit = make_benefit()
    page = make_article(body=[benefits(benefit)])
    Benefit.objects.filter(pk=benefit.pk).update(title="Repaired")
    assert "2 editions stored" in heal(capsys)
    assert document_of(page)["body"][0]["items"][0]["title"] == "Repaired"
    assert editions_of(benefit)[-1].because == {"reason": "repair"}


def test_row_lost_behind_its_back_is_gone(capsys):
    page = make_article()
    ArticlePage.objects.filter(pk=page.pk).update(live=False)
    heal(capsys)
    assert thing_of(page).state == "gone"


def test_changed_address_publishes_everything_because_of_settings(capsys, settings):
    page = make_article()
    settings.SITE_URL = "https://clinic.example"
    heal(capsys)
    assert document_of(page)["url"] == "https://clinic.example/articles/walking-after-surgery/"
    assert editions_of(page)[-1].because["reason"] in ("settings", "part")
    assert "http://localhost:8001" not in json.dumps(document_of(page))
    assert "Nothing to do" in heal(capsys)


def test_refused_article_is_reported_and_the_others_are_healed(disclaimer):
    kept = make_article("Kept", disclaimers=[make_disclaimer("Own", on_every_article=False)])
    bare = make_article("Bare")
    Disclaimer.objects.filter(pk=disclaimer.pk).update(on_every_article=False)
    ArticlePage.objects.filter(pk=kept.pk).update(summary="Healed.")
    with pytest.raises(CommandError, match="Bare"):
        call_command("compile_editions")
    assert document_of(kept)["summary"] == "Healed."
    assert len(editions_of(bare)) == 1


def test_faulty_article_does_not_hold_up_the_others(monkeypatch, caplog):
    faulty, healthy = make_article("Faulty"), make_article("Healthy")
    ArticlePage.objects.update(summary="Healed.")

    def fail_for_one(page, given):
        if page.pk == faulty.pk:
            raise KeyError("a fault of ours")
        return compile_article(page, given)

    monkeypatch.setitem(compile._COMPILERS, "article", fail_for_one)
    with pytest.raises(CommandError, match="a fault of ours"):
        call_command("compile_editions")
    assert document_of(healthy)["summary"] == "Healed."
    assert len(editions_of(faulty)) == 1
    assert "KeyError" in caplog.text
