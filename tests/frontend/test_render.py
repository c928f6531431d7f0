"""What a page says, and what no document can make it do."""

import json
import re

import pytest

from frontend.render import render_page, render_part
from tests.frontend.documents import API_URL, SITE_URL, article, disclaimer, person, reviewed, site, topic
from tests.frontend.showcase import showcase

HOSTILE = '"><script>alert(1)</script>&'


def page(document=None, **changes):
    return render_page(document=document or article(), site=site(), **changes)


def structured(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


def test_hostile_words_stay_words():
    html = page(article(title=HOSTILE, summary=HOSTILE, authors=[{**person(), "name": HOSTILE}]))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_names_are_escaped_once():
    who = {**person(), "name": "Siobhan O'Neill & Co", "credentials": "<PT>"}
    html = page(article(authors=[who], review={**reviewed(), "reviewed_by": who}))
    assert "By Siobhan O&#39;Neill &amp; Co" in html
    assert "Checked by Siobhan O&#39;Neill &amp; Co, &lt;PT&gt; on" in html


def test_hostile_title_cannot_end_the_structured_data():
    found = structured(page(article(title=HOSTILE)))
    assert found["name"] == HOSTILE


def test_structured_data_names_review_codes_and_disclaimers():
    found = structured(page(showcase()))
    assert found["@type"] == "MedicalWebPage"
    assert found["lastReviewed"] == "2026-05-04"
    assert found["reviewedBy"]["name"] == "A. Clinician"
    assert found["about"][0]["code"]["codeValue"] == "Z98.1"
    assert found["usageInfo"][0]["text"] == disclaimer()["text"]


def test_body_is_shown_as_the_hub_rendered_it():
    document = showcase()
    html = page(document)
    assert document["body_html"] in html
    assert html.count('class="disclaimers"') == 1


def test_nothing_on_the_page_needs_a_lax_policy():
    html = page(showcase())
    assert not re.findall(r'<style|\sstyle="|\son\w+="|javascript:', html)
    assert not re.findall(r"<script(?![^>]*(?:src=|ld\+json))", html)


def test_languages_are_linked_for_readers_and_for_search_engines():
    other = {"locale": "es", "title": "Caminar", "url": f"{SITE_URL}/es/articles/caminar/"}
    html = page(article(translations=[other]))
    assert f'<link rel="alternate" hreflang="es" href="{other["url"]}">' in html
    assert f'<link rel="alternate" hreflang="x-default" href="{article()["url"]}">' in html
    assert 'href="/es/articles/caminar/" hreflang="es"' in html


def test_page_speaks_the_language_of_its_document():
    html = render_page(document=article("caminar", locale="es"), site=site(locale="es"))
    assert '<html lang="es" dir="ltr">' in html
    assert "Actualizado el 4 de marzo de 2026" in html
    assert 'href="/es/topics/"' in html


def test_language_without_words_of_ours_shows_english_marked_as_such():
    html = render_page(document=article("marcher", locale="fr"), site=site())
    assert '<html lang="fr" dir="ltr">' in html
    assert '<header class="site-header" lang="en">' in html


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("current", "Checked by A. Clinician, PT, DPT on 4 May 2026."),
        ("changed", "Some wording has changed since this check."),
        ("overdue", "This page is due for review."),
    ],
)
def test_review_is_told_as_it_is(state, words):
    assert words in page(article(review=reviewed(state)))


def test_article_that_nobody_reviewed_claims_nothing():
    assert "Checked" not in page(article())


def test_machines_find_the_other_forms():
    document = article()
    html = page(document)
    assert f'<link rel="canonical" href="{document["url"]}">' in html
    assert f'type="text/markdown" href="{document["links"]["markdown"]}"' in html
    assert "comments.html" in html


def test_draft_says_what_keeps_it_from_being_published():
    html = page(problems=["The article has no medical disclaimer.", HOSTILE])
    assert "Draft, not published" in html
    assert "The article has no medical disclaimer." in html
    assert "<script>alert" not in html


def test_published_page_has_no_banner():
    assert 'class="problems"' not in page()


def test_preview_takes_its_style_from_where_it_is_told():
    html = page(asset_base="https://hub.example/static/site")
    assert 'href="https://hub.example/static/site/site.css?v=' in html


def test_topic_is_a_page_too():
    assert "Start with the article" in page(topic())


PARTS = [
    ("benefit", {"title": "Better sleep", "html": "<p>Walk a little.</p>"}, "<p>Walk a little.</p>"),
    ("disclaimer", disclaimer(), disclaimer()["html"]),
    ("person", {"name": "A. Clinician", "credentials": "PT", "role": "Therapist"}, "Therapist"),
    ("site", site(), "Example Spine Clinic"),
    ("topic", topic(), "Recovery"),
]


@pytest.mark.parametrize(("kind", "document", "words"), PARTS, ids=[kind for kind, *_ in PARTS])
def test_part_is_previewed_alone(kind, document, words):
    document = {"schema": f"{kind}/1", "locale": "en", **document}
    html = render_part(kind=kind, document=document, site=site(), problems=["It is not live yet."])
    assert words in html
    assert "It is not live yet." in html


def test_comments_go_to_the_api():
    assert f'data-url="{API_URL}' in page()
    assert "<form class" in page()
    closed = article(comments={"open": False, "url": f"{API_URL}/articles/x/comments/"})
    assert "comment-form" not in page(closed)
