import re
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.importing.files import LARGEST, SourceRefused, decode_source
from cms.importing.lines import clean_line
from cms.importing.source import NumberedItem
from cms.importing.text import recognise_article
from tests.importing.sources import MOVING_AGAIN

PIECES = st.sampled_from(
    ["1. ", "2) ", "(3) ", "Title: ", "text. ", "walk – rest ", "\n", "\n\n", "\r\n", "- ", "Back to blog\n",
     "Leave a comment\n", "Name\n", "Consult your team. ", "Disclaimer\n", "not a substitute for care. ",
     "-----\n", "\u00a0", "\u200b", "“quoted” ", "año ", "10:30 ",
     "Share", "A heading\n\n", "\x0b", "\u2028", "…"]
)  # fmt: skip
SOURCES = st.one_of(
    st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join)
).map(lambda text: f"Walking after surgery\n\n{text}")

# A busy machine is no failure; how long a text may take is a test of its own.
UNHURRIED = settings(deadline=None)


def words_in(text):
    return Counter(re.findall(r"\w+", clean_line(" ".join(text.splitlines()))))


def everything_in(article):
    yield from (article.title, article.benefits_title, article.disclaimer_title)
    for part in (*article.introduction, *article.benefits, *article.care_path, *article.disclaimer):
        if isinstance(part, NumberedItem):
            yield f"{part.number} {part.title}"
            yield from (line for passage in part.text for line in passage.lines)
        else:
            yield from part.lines
    yield from (left.line for left in article.left_out)


@UNHURRIED
@given(SOURCES)
def test_no_word_of_a_source_is_lost(text):
    try:
        article = recognise_article(text)
    except SourceRefused:
        return
    found = words_in("\n".join(everything_in(article)).replace("\n", " "))
    lost = words_in(text) - found
    # "01." is the number 1: the words that are numbers may lose their zeros.
    assert not {word for word in lost if not word.isdecimal()}
    assert sum(lost.values()) <= sum(word.startswith("0") for word in words_in(text).elements())


@UNHURRIED
@given(SOURCES)
def test_every_left_out_line_has_its_place_and_reason(text):
    try:
        article = recognise_article(text)
    except SourceRefused:
        return
    lines = text.splitlines()
    for left in article.left_out:
        assert clean_line(lines[left.line_number - 1]) == left.line
        assert left.reason


@UNHURRIED
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    with suppress(SourceRefused):
        recognise_article(decode_source(content, name="source.txt"))


@UNHURRIED
@given(st.integers(min_value=40, max_value=115))
def test_wrapping_a_source_changes_nothing(width):
    text = MOVING_AGAIN.read_text(encoding="utf-8")
    wrapped = "\n".join(fill(line, width, break_on_hyphens=False) for line in text.splitlines())
    assert list(everything_but_furniture(wrapped)) == list(everything_but_furniture(text))


def everything_but_furniture(text):
    article = recognise_article(text)
    return everything_in(replace(article, left_out=()))


@pytest.mark.parametrize(
    "piece", ["x\n", "x\n\n", "a ", "1. ", "1. a\n", "- b\n", "- b\nc\n", "no 2. ", "comments ", "=\n"]
)
def test_long_source_is_read_in_time_that_grows_with_its_length(piece):
    text = "Walking after surgery\n\n" + "1. " + piece * (LARGEST // 8 // len(piece))
    start = time.process_time()
    with suppress(SourceRefused):
        recognise_article(text)
    assert time.process_time() - start < 5
