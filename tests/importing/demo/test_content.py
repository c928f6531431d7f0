"""The demo's texts themselves: complete, linked, and readable."""

import re

import pytest
from PIL import Image

from cms.importing.demo.content import LANGUAGES, PICTURES, read_articles, read_library
from cms.importing.demo.prose import LINK, to_rich_text

ARTICLES = [(lang, key, entry) for lang in LANGUAGES for key, entry in read_articles(lang).items()]
MOST_WORDS_A_SENTENCE = 32
ids = [f"{lang}/{key}" for lang, key, _ in ARTICLES]


def texts_of(value):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts_of(item) if key not in ("url", "rows", "codes") else ()
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
    else:
        yield str(value)


@pytest.mark.parametrize(("lang", "key", "entry"), ARTICLES, ids=ids)
def test_every_article_is_full_and_varied(lang, key, entry):
    kinds = {block["type"] for block in entry["body"]}
    assert kinds >= {"text", "steps", "callout", "questions", "references"}
    assert entry["codes"]
    assert entry["picture_alt"]
    assert len(entry["summary"]) <= 160


@pytest.mark.parametrize(("lang", "key", "entry"), ARTICLES, ids=ids)
def test_sentences_are_short(lang, key, entry):
    sentences = [
        sentence
        for text in texts_of(entry)
        for line in text.splitlines()
        for sentence in re.split(r"(?<=[.!?:;])\s", line)
    ]
    assert not [sentence for sentence in sentences if len(sentence.split()) > MOST_WORDS_A_SENTENCE]


@pytest.mark.parametrize(("lang", "key", "entry"), ARTICLES, ids=ids)
def test_sources_are_public_and_callouts_hold_no_telephone_number(lang, key, entry):
    references = next(block for block in entry["body"] if block["type"] == "references")
    hosts = {item["url"].split("/")[2] for item in references["items"]}
    callouts = [block["text"] for block in entry["body"] if block["type"] == "callout"]
    assert hosts <= {"medlineplus.gov", "orthoinfo.aaos.org"}
    assert not [text for text in callouts if re.search(r"\d{3}[-. ]\d{3,4}|\b911\b", text)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_articles_share_benefits_and_the_guide_leads_to_each_of_them(lang):
    articles, library = read_articles(lang), read_library(lang)
    used = [
        item["benefit"]
        for entry in articles.values()
        for block in entry["body"]
        if block["type"] == "benefits"
        for item in block["items"]
        if "benefit" in item
    ]
    linked = {key for key, _ in LINK.findall(library["topics"]["recovery"]["text"])}
    assert set(used) == set(library["benefits"])
    assert linked == set(articles)


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.jpg")), ids=lambda path: path.stem)
def test_pictures_are_large_and_light(path):
    with Image.open(path) as picture:
        assert picture.size == (1600, 900)
    assert path.stat().st_size < 200_000
    assert path.with_suffix(".svg").is_file()


def test_plain_text_becomes_rich_text_with_links():
    html = to_rich_text(
        "A title\n\nRead [[walking|how to walk]].\n\n- one\n- two", headings=True, pages={"walking": 7}
    )
    assert html == (
        '<h2>A title</h2><p>Read <a linktype="page" id="7">how to walk</a>.</p>'
        "<ul><li>one</li><li>two</li></ul>"
    )
