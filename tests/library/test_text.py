"""Rich text on its way out: nothing unsafe passes, whatever the database holds."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from cms.library.text import clean_html, linked_pages, plain_text

HOSTILE = [
    "<script>alert(1)</script>",
    '<p onclick="alert(1)">Hi</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="data:text/html;base64,AAAA">x</a>',
    '<img src=x onerror="alert(1)">',
    "<iframe src='https://example.org'></iframe>",
    '<p style="position:fixed">Hi</p>',
    "<svg><script>alert(1)</script></svg>",
    '<a linktype="page" id="1" href="javascript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
]
UNSAFE = re.compile(r"<(script|img|iframe|svg|style)|on\w+=|javascript:|data:|style=", re.IGNORECASE)


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_markup_is_taken_out(source):
    assert not UNSAFE.search(clean_html(source, {}))


fragments = st.sampled_from(
    [*HOSTILE, "<p>", "</p>", "<b>", "words", "<", ">", '"', "&", '<a linktype="page" id="7">']
)


@given(st.lists(fragments, max_size=12).map("".join))
def test_no_combination_of_fragments_gets_through(source):
    assert not re.search(
        r"<[^>]*(script|onerror|onclick|javascript:|style=)", clean_html(source, {7: "https://x.example/"})
    )


def test_allowed_markup_stays_as_it_is():
    html = "<h2>One</h2><p>Some <b>bold</b> and <i>other</i> words.</p><ul><li>a</li></ul>"
    assert clean_html(html, {}) == html


def test_link_to_a_live_page_is_absolute():
    html = clean_html('<p><a linktype="page" id="7">this</a></p>', {7: "https://clinic.example/a/?x=1&y=2"})
    assert html == '<p><a href="https://clinic.example/a/?x=1&amp;y=2" rel="noopener">this</a></p>'


def test_link_to_a_page_that_is_not_live_becomes_words():
    assert clean_html('<p>See <a linktype="page" id="7">this</a>.</p>', {}) == "<p>See this.</p>"


def test_empty_paragraphs_are_taken_out():
    assert clean_html("<p>One</p><p></p><p> </p>", {}) == "<p>One</p>"


def test_links_to_pages_are_found():
    assert linked_pages('<a linktype="page" id="7">a</a><a href="https://x.example">b</a>') == {7}


def test_plain_text_has_a_line_for_each_block():
    html = "<h2>One</h2><p>Two <b>three</b>, four.</p><ul><li>five</li><li>six</li></ul>"
    assert plain_text(html) == "One\nTwo three, four.\nfive\nsix"


def test_plain_text_reads_no_attribute_and_every_entity():
    html = '<p><a href="https://x.example/?a=1>2" rel="noopener">one</a> &lt;two&gt; &amp; 3</p>'
    assert plain_text(html) == "one <two> & 3"


@given(st.lists(fragments, max_size=12).map("".join))
def test_plain_text_has_the_words_that_a_parser_finds(source):
    cleaned = clean_html(source, {})
    parsed = BeautifulSoup(cleaned, "html.parser").get_text()
    assert "".join(plain_text(cleaned).split()) == "".join(parsed.split())
