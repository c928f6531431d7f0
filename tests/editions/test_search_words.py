"""Words are cut to the same stems whoever cuts them, and none is too many for a database."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
import snowballstemmer

from cms.editions.search.texts import LONGEST
from cms.editions.search.words import stem
from tests.editions.factories import publish_article

ENDS = ("ing", "ed", "ization", "fulness", "ies", "ly", "ational", "ements")


def test_threads_do_not_cut_one_another_s_words():
    words = [
        f"{''.join(letters)}{end}"
        for letters in product("bcdfgl", "aeiou", "mnprst", "aeiou")
        for end in ENDS
    ]
    expected = [snowballstemmer.stemmer("english").stemWord(word) for word in words]
    with ThreadPoolExecutor(4) as threads:
        parts = threads.map(lambda offset: [stem(word, "en") for word in words[offset::4]], range(4))
        assert [list(part) for part in parts] == [expected[offset::4] for offset in range(4)]


@pytest.mark.django_db
def test_article_of_any_length_is_published(client):
    words = " ".join(f"word{number}x" for number in range(200_000))
    assert len(words) > 10 * LONGEST
    block = {"id": "00000000-0000-4000-8000-000000000001", "type": "text", "html": f"<p>{words}</p>"}
    publish_article(body=[block])
    assert client.get("/api/v1/search/?q=word7x").json()["total"] == 1
