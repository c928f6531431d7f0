"""What authors type as plain words stays plain words in every representation."""

import pytest
from markdown_it import MarkdownIt

from cms.library.models import SiteProfile
from tests.articles.factories import make_article
from tests.library.factories import edit, locale, make_disclaimer, make_image
from tests.publishing.ledger import document_of

pytestmark = pytest.mark.django_db
WORDS = "<script>alert(1)</script> &lt;b&gt; [x](javascript:1) `code` \\[ *a* _b_ | end"
TYPED = WORDS.replace("&", "&amp;").replace("<", "&lt;")


@pytest.fixture(autouse=True)
def disclaimer():
    return make_disclaimer()


def table(rows, **value):
    return {"type": "table", "value": {"data": rows, "first_row_is_table_header": True} | value}


def sources(*urls):
    return {"type": "references", "value": {"items": [{"text": "A source", "url": url} for url in urls]}}


def rendered(markdown):
    """As a program that lets HTML through would show it."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)


BODIES = [
    {"type": "text", "value": f"<p>{TYPED}</p>"},
    {"type": "steps", "value": {"title": WORDS, "items": [{"title": WORDS, "text": f"<p>{TYPED}</p>"}]}},
    table([[WORDS, "b"], ["c", WORDS]], table_caption=WORDS),
    {"type": "questions", "value": {"items": [{"question": WORDS, "answer": f"<p>{TYPED}</p>"}]}},
]


@pytest.mark.parametrize("block", BODIES, ids=lambda block: block["type"])
def test_markdown_says_the_words_and_nothing_else(block):
    shown = rendered(document_of(make_article(body=[block]))["body_markdown"])
    words = (
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt; [x](javascript:1) `code` \\[ *a* _b_ | end"
    )
    assert words in shown
    assert "<script" not in shown


def test_words_like_the_start_of_a_block_are_not_one():
    markdown = document_of(make_article(body=[{"type": "text", "value": "<p># No heading</p><p>> 5 kg</p>"}]))
    shown = rendered(markdown["body_markdown"])
    assert "<p># No heading</p>" in shown
    assert "<p>&gt; 5 kg</p>" in shown


def test_picture_is_described_in_plain_words_in_markdown():
    image = {"type": "image", "value": {"image": make_image(alt=WORDS).pk, "caption": WORDS}}
    shown = rendered(document_of(make_article(body=[image]))["body_markdown"])
    assert shown.count("<img") == 1
    assert "<script" not in shown


@pytest.mark.parametrize("caption", ["", "Each week"])
@pytest.mark.parametrize(("header", "cells"), [(True, 2), (False, 4)])
def test_table_is_one_in_markdown_too(caption, header, cells):
    block = table([["Week", "Walk"], ["1", "Short"]], first_row_is_table_header=header, table_caption=caption)
    shown = rendered(document_of(make_article(body=[block]))["body_markdown"])
    assert shown.count("<table>") == 1
    assert shown.count("<td>") == cells


def test_source_leads_to_the_web_or_nowhere():
    page = make_article(body=[sources("javascript:alert(1)", 'https://es.example/rehabilitación?a=[1]|"<')])
    first, second = document_of(page)["body"][0]["items"]
    assert first["url"] is None
    assert second["url"].startswith("https://es.example/rehabilitaci%C3%B3n?a=")
    assert not set(second["url"]) & set('[]|"<')


def test_clinic_may_have_an_address_that_is_not_ascii():
    profile = SiteProfile.objects.get(locale=locale())
    edit(profile, contact_url="https://clinica.example/atención/")
    assert document_of(profile)["contact"]["url"] == "https://clinica.example/atenci%C3%B3n/"


def test_cells_that_stayed_empty_at_the_end_are_no_part_of_a_table():
    rows = [["Week", "", None], ["", "Walk", ""], [None, None, None]]
    (block,) = document_of(make_article(body=[table(rows)]))["body"]
    assert block["rows"] == [["Week", ""], ["", "Walk"]]
