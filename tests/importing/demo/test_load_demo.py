import json
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from cms.articles.models import ArticlePage
from cms.editions.models import Edition, Thing
from cms.editions.schemas import check_document
from cms.importing.demo.library import make_library
from cms.importing.management.commands import load_demo
from cms.library.models import Benefit, SiteProfile
from cms.publishing.heal import heal
from tests.library.factories import make_benefit


def load():
    output = StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """What loading the demo twice leaves, read once for all tests and then rolled back."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        loaded = {"told": [load(), load()], "healed": heal(), **what_is_there()}
        transaction.set_rollback(True)
    return loaded


def what_is_there():
    current = Thing.objects.filter(state="published").select_related("current")
    return {
        "live": ArticlePage.objects.filter(live=True, has_unpublished_changes=False).count(),
        "editions": [json.loads(edition.document) for edition in Edition.objects.all()],
        "documents": [json.loads(thing.current.document) for thing in current],
    }


@pytest.fixture
def documents(loaded):
    def of_kind(kind, locale="en"):
        return [
            document
            for document in loaded["documents"]
            if document["schema"] == f"{kind}/1" and document["locale"] == locale
        ]

    return of_kind


def test_demo_is_published_whole_and_loaded_once(loaded, documents):
    first, second = loaded["told"]
    assert first == "Demo content: 7 articles in 2 languages, published.\n"
    assert "not loaded" in second
    assert loaded["live"] == 7
    assert loaded["healed"] == (0, [])
    assert not [article["omitted"] for article in documents("article") if article["omitted"]]


def test_every_edition_of_the_demo_follows_its_schema(loaded):
    for document in loaded["editions"]:
        check_document(document)


def test_articles_share_disclaimers_by_their_scope(documents):
    purposes = {
        article["slug"]: [disclaimer["purpose"] for disclaimer in article["disclaimers"]]
        for article in documents("article")
    }
    assert len(purposes) == 6
    assert all("medical" in each for each in purposes.values())
    assert purposes["caring-for-your-wound"] == ["emergency", "medical"]
    assert purposes["going-back-to-daily-life"] == ["medical", "legal"]


def test_guide_links_to_every_article(documents):
    guide = next(topic for topic in documents("topic") if topic["slug"] == "recovery")
    assert all(f'href="{article["url"]}"' in guide["html"] for article in documents("article"))


def test_spanish_article_is_a_translation_with_spanish_parts(documents):
    (article,) = documents("article", "es")
    walking = next(each for each in documents("article") if each["content_id"] == article["content_id"])
    assert walking["translations"][0]["url"] == article["url"]
    assert {each["lang"] for each in article["disclaimers"]} == {"es"}
    assert {item["part"]["locale"] for item in article["body"][1]["items"]} == {"es"}
    assert documents("site", "es")[0]["tagline"].startswith("Respuestas")


def test_nobody_is_claimed_to_have_reviewed_anything(documents):
    articles = documents("article")
    assert {each["review"]["state"] for each in articles + documents("benefit")} == {"none"}
    assert {author["name"] for each in articles for author in each["authors"]} == {"Clinical editorial team"}


def test_pictures_have_words_in_the_articles_language(documents):
    assert all(each["image"]["alt"] and each["image"]["sources"] for each in documents("article"))
    assert documents("article", "es")[0]["image"]["alt"].startswith("Una persona camina")


@pytest.mark.django_db
def test_hub_with_content_of_its_own_is_left_alone():
    make_benefit()
    assert "not loaded" in load()
    assert Benefit.objects.count() == 1
    assert not ArticlePage.objects.exists()


@pytest.mark.django_db
def test_profile_that_somebody_worked_on_keeps_its_words():
    profile = SiteProfile.objects.get()
    profile.attribution = "Ours."
    profile.save_revision().publish()
    site = make_library(profile.locale).site
    assert site == profile
    assert site.attribution == "Ours."
    assert site.tagline == "Clear answers for your recovery"


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
def test_editor_with_a_known_password_is_made_in_development_only(settings, monkeypatch, debug):
    settings.DEBUG = debug
    monkeypatch.setattr(load_demo, "load_demo", list)
    told = load()
    editor = authenticate(username="editor", password="aftercare")
    assert bool(editor and editor.is_superuser) is debug
    assert ("aftercare" in told) is debug
