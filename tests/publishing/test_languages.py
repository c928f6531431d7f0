"""One article in two languages."""

import pytest

from tests.articles.factories import TEXT, benefits, make_article
from tests.library.factories import edit, locale, make_benefit, make_disclaimer, make_topic, save
from tests.publishing.ledger import document_of, thing_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def translate(item, **fields):
    copy = item.copy_for_translation(locale("es"))
    for name, value in fields.items():
        setattr(copy, name, value)
    return save(copy)


@pytest.fixture
def english():
    return make_article(body=[TEXT, benefits(make_benefit())], topics=[make_topic()])


@pytest.fixture
def spanish(english):
    from tests.articles.factories import article_index

    article_index("es")
    copy = english.copy_for_translation(locale("es"))
    copy.title, copy.slug = "Caminar después de la operación", "caminar"
    copy.save_revision().publish()
    copy.refresh_from_db()
    return copy


def test_copied_part_is_a_draft():
    copy = make_benefit().copy_for_translation(locale("es"))
    copy.save()
    assert not copy.live


def test_both_languages_name_one_another(english, spanish):
    assert document_of(english)["translations"] == [
        {
            "locale": "es",
            "title": "Caminar después de la operación",
            "url": "http://localhost:8001/es/articles/caminar/",
        }
    ]
    assert document_of(spanish)["translations"][0]["locale"] == "en"


def test_untranslated_benefit_is_left_out_until_it_is_translated(english, spanish):
    assert len(document_of(spanish)["omitted"]) == 1
    benefit = english.body[1].value["items"][0]["benefit"]
    translate(benefit, title="Menos dolor", slug="menos-dolor")
    assert document_of(spanish)["body"][1]["items"][0]["title"] == "Menos dolor"
    assert document_of(english)["body"][1]["items"][0]["title"] == "Less pain"


def test_untranslated_disclaimer_stands_in_its_own_language(spanish, disclaimer):
    (shown,) = document_of(spanish)["disclaimers"]
    assert (shown["lang"], shown["part"]["locale"]) == ("en", "en")
    assert '<div class="disclaimer disclaimer-medical" lang="en">' in document_of(spanish)["body_html"]


def test_translated_disclaimer_takes_the_place_of_the_english_one(spanish, disclaimer):
    translate(disclaimer, body="<p>Pregunte a su equipo.</p>")
    (shown,) = document_of(spanish)["disclaimers"]
    assert (shown["lang"], shown["text"]) == ("es", "Pregunte a su equipo.")


def test_spanish_addresses_carry_their_language(spanish):
    document = document_of(spanish)
    assert document["url"] == "http://localhost:8001/es/articles/caminar/"
    assert document["links"]["self"] == "http://localhost:8000/api/v1/articles/caminar/?locale=es"
    assert thing_of(spanish).path == "articles/caminar"


def test_renamed_english_article_is_renamed_in_the_spanish_one(english, spanish):
    edit(english, title="Walk")
    assert document_of(spanish)["translations"][0]["title"] == "Walk"
