"""Compressed answers say what they are, and tell their own digest."""

import gzip
import hashlib
from base64 import b64encode

import brotli
import pytest

from tests.editions.factories import make_topic, publish, publish_article

pytestmark = pytest.mark.django_db
PATH = "articles/walking-again/"
PACKED = {"gzip": gzip.decompress, "br": brotli.decompress}


def digest(content):
    return f"sha-256=:{b64encode(hashlib.sha256(content).digest()).decode()}:"


@pytest.fixture
def article():
    return publish_article()


def test_plain_answer_tells_its_digest(read, article):
    answer = read(PATH)
    assert "Content-Encoding" not in answer
    assert answer["Content-Digest"] == digest(answer.content)
    assert answer["ETag"] == f'"sha-256:{hashlib.sha256(answer.content).hexdigest()}"'


PATHS = [PATH, "changes/?include=document", "articles/", "openapi.json", "docs/assets/page.css"]


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("path", PATHS)
def test_compressed_bytes_are_the_plain_ones(read, article, coding, path):
    plain, packed = read(path), read(path, accept_encoding=coding)
    assert packed["Content-Encoding"] == coding
    assert PACKED[coding](packed.content) == plain.content
    assert packed["Content-Digest"] == digest(packed.content)
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)
    assert packed["ETag"] == f'{plain["ETag"][:-1]}-{coding}"'
    assert packed["Vary"] == plain["Vary"]


CHOSEN = {
    "gzip, deflate, br": "br",
    "gzip": "gzip",
    "br;q=0.5, gzip;q=0.9": "gzip",
    "br;q=0, gzip": "gzip",
    "*": "br",
    "*;q=0": None,
    "br;q=0, *": "gzip",
    "identity": None,
    "deflate": None,
    "GZIP": "gzip",
    "gzip;q=x": None,
    "": None,
}


@pytest.mark.parametrize("accepted", CHOSEN)
def test_best_coding_that_is_accepted(read, article, accepted):
    assert read(PATH, accept_encoding=accepted).get("Content-Encoding") == CHOSEN[accepted]


def test_small_answer_is_not_compressed(read):
    publish(make_topic(), path="topics/recovery")
    answer = read("topics/recovery/", accept_encoding="gzip")
    assert "Content-Encoding" not in answer
    assert answer["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("coding", [*PACKED, ""])
def test_unchanged_in_any_coding(read, article, coding, django_assert_num_queries):
    tag = read(PATH, accept_encoding=coding)["ETag"]
    with django_assert_num_queries(1):
        again = read(PATH, accept_encoding=coding, if_none_match=tag)
    assert (again.status_code, again["ETag"], again.content) == (304, tag, b"")
    assert again["Vary"] == "Accept, Accept-Encoding"
    assert "Content-Digest" not in again


def test_tag_of_another_coding_is_of_other_bytes(read, article):
    tag = read(PATH, accept_encoding="gzip")["ETag"]
    assert read(PATH, if_none_match=tag).status_code == 200
    assert read(PATH, if_none_match=tag, accept_encoding="br").status_code == 200


def test_head_tells_what_get_would(read, article):
    answer = read.ask("HEAD", PATH, HTTP_ACCEPT_ENCODING="gzip")
    got = read(PATH, accept_encoding="gzip")
    assert answer.content == b""
    for name in ("Content-Length", "Content-Encoding", "Content-Digest", "ETag", "Vary"):
        assert answer[name] == got[name]
