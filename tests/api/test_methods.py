"""HEAD says on every path what GET does. (What other methods are answered stands with the problems.)"""

import re

import pytest

from tests.api.addresses import PUBLIC
from tests.editions.factories import make_disclaimer, publish_article, publish_parts
from tests.editions.guides import publish_guide

pytestmark = pytest.mark.django_db
NAMES = {
    "articles": "walking-again",
    "guides": "first-weeks",
    "benefits": "less-pain",
    "topics": "recovery",
    "people": "clinical-team",
    "disclaimers": make_disclaimer()["content_id"],
    "docs": "page.css",
    "problems": "not-found",
}
QUERIES = {
    "search/": "?q=walking",
    "oembed": "?url=http://localhost:8001/articles/walking-again/",
    "infobutton/": "?mainSearchCriteria.v.cs=http://snomed.info/sct&mainSearchCriteria.v.c=161891005",
}


def path_of(pattern):
    collection = pattern.partition("/")[0]
    path = re.sub(r"<\w+:name>", NAMES.get(collection, ""), pattern).replace("<int:number>", "1")
    return path + QUERIES.get(path, "")


PATHS = [path_of(pattern) for pattern in PUBLIC]


@pytest.fixture(autouse=True)
def ledger():
    publish_parts()
    publish_guide(publish_article())


@pytest.mark.parametrize("path", PATHS)
def test_head_says_what_get_does(read, path):
    got, head = read(path), read.ask("HEAD", path)
    assert got.status_code == head.status_code == 200
    assert head.content == b""
    told = set(got.headers) - {"RateLimit"}
    assert {name: head[name] for name in told} == {name: got[name] for name in told}
