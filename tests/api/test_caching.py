import re
from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone
from django.utils.http import http_date

from cms.editions.models import Edition, Thing
from tests.editions.factories import BEGAN, make_site, make_topic, publish, publish_article

pytestmark = pytest.mark.django_db
PATHS = [
    "articles/",
    "articles/walking-again/",
    "articles/walking-again.html",
    "articles/walking-again.md",
    "articles/walking-again/editions/",
    "articles/walking-again/editions/1/",
    "articles/walking-again/comments/",
    "articles/walking-again/comments.html",
    "topics/",
    "topics/recovery/",
    "site/",
    "changes/",
    "openapi.json",
    "docs/",
    "docs/assets/page.css",
    "problems/",
]


@pytest.fixture(autouse=True)
def _published():
    publish_article()
    publish(make_topic(), path="topics/recovery")
    publish(make_site())


@pytest.mark.parametrize("path", PATHS)
def test_tag_is_the_digest_of_the_bytes_and_saves_them(read, path):
    answer = read(path)
    assert answer["ETag"] == f'"sha-256:{sha256(answer.content).hexdigest()}"'
    again = read(path, if_none_match=answer["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Access-Control-Allow-Origin"):
        assert again[name] == answer[name]
    assert "Content-Type" not in again


def test_tag_of_a_detail_is_the_digest_of_the_feed(read):
    change = read.json("changes/?kind=article")["changes"][0]
    assert read("articles/walking-again/")["ETag"] == f'"{change["digest"]}"'


@pytest.mark.parametrize("form", ['W/"{0}"', '"other", "{0}"', '"{0}", "other"', "*"])
def test_tag_is_recognised_in_all_its_forms(read, form):
    digest = f"sha-256:{Edition.objects.get(thing__kind='article').digest}"
    assert read("articles/walking-again/", if_none_match=form.format(digest)).status_code == 304


@pytest.mark.parametrize("tag", ['"other"', "garbage", '"sha-256:"', '"sha-256:%s"' % ("0" * 64)])
def test_other_tag_gets_the_bytes(read, tag):
    assert read("articles/walking-again/", if_none_match=tag).status_code == 200


def test_new_edition_has_a_new_tag(read):
    before = read("articles/walking-again/")["ETag"]
    publish_article(title="Changed")
    assert read("articles/walking-again/", if_none_match=before).status_code == 200


def test_last_modified_is_the_time_of_the_edition(read):
    assert read("articles/walking-again/")["Last-Modified"] == http_date(BEGAN.timestamp())
    unchanged = read("articles/walking-again/", if_modified_since=http_date(BEGAN.timestamp()))
    assert unchanged.status_code == 304
    earlier = http_date(BEGAN.timestamp() - 1)
    assert read("articles/walking-again/", if_modified_since=earlier).status_code == 200


def test_tag_counts_more_than_the_date(read):
    headers = {"if_none_match": '"other"', "if_modified_since": http_date(BEGAN.timestamp())}
    assert read("articles/walking-again/", **headers).status_code == 200


def ages(answer):
    return dict(re.findall(r"([a-z-]+)=(\d+)", answer["Cache-Control"]))


def test_reads_are_public_and_kept_a_minute(read):
    answer = read("articles/walking-again/")
    assert answer["Cache-Control"].startswith("public, max-age=60, ")
    assert ages(answer)["stale-if-error"] == str(86_400 - 60)


def assert_kept_no_longer_than(answer, seconds):
    """Neither as fresh nor as stale."""
    kept = {name: int(age) for name, age in ages(answer).items()}
    assert kept["max-age"] <= seconds
    assert kept["max-age"] + kept["stale-while-revalidate"] <= seconds
    assert kept["max-age"] + kept["stale-if-error"] <= seconds


EMBED = "oembed?url=http://localhost:8001/articles/walking-again/"
OF_OUR_OWN = ("openapi.json", "docs/", "docs/assets/page.css", "problems/")
GOING_WRONG = [path for path in PATHS if path not in (*OF_OUR_OWN, "changes/")] + [
    "topics/recovery/editions/",
    "topics/recovery/editions/1/",
    "changes/?include=document",
    EMBED,
]


@pytest.mark.parametrize("path", GOING_WRONG)
@pytest.mark.parametrize("left", [-5, 0, 30, 90])
def test_nothing_is_kept_beyond_the_moment_from_which_it_is_wrong(read, path, left):
    Thing.objects.update(fresh_until=timezone.now() + timedelta(seconds=left))
    answer = read(path)
    assert answer.status_code == 200
    assert_kept_no_longer_than(answer, max(0, left))
    again = read(path, if_none_match=answer["ETag"])
    assert_kept_no_longer_than(again, max(0, left))


def test_part_is_kept_no_longer_than_what_uses_it(read):
    article = publish_article("newest", parts=[(make_topic(), "topic")], day=1)
    things = Thing.objects.filter(content_id=article["content_id"])
    things.update(fresh_until=timezone.now() + timedelta(seconds=20))
    assert_kept_no_longer_than(read("topics/recovery/"), 20)


def test_embed_tells_its_consumer_how_long_too(read):
    assert read.json(EMBED)["cache_age"] == 3600
    Thing.objects.update(fresh_until=timezone.now() + timedelta(seconds=90))
    assert read.json(EMBED)["cache_age"] <= 90
    Thing.objects.update(fresh_until=timezone.now() - timedelta(days=1))
    assert read.json(EMBED)["cache_age"] == 0


def test_feed_without_documents_says_nothing_that_time_makes_wrong(read):
    Thing.objects.update(fresh_until=timezone.now())
    assert ages(read("changes/"))["max-age"] == "1"
    assert ages(read("changes/"))["stale-while-revalidate"] == "1"


def test_edition_is_immutable_for_an_hour_at_most(read):
    answer = read("articles/walking-again/editions/1/")
    assert answer["Cache-Control"].startswith("public, max-age=3600, ")
    assert answer["Cache-Control"].endswith(", immutable")
    assert answer["Cache-Tag"].split(",")[0] == answer.json()["content_id"][:8]


def test_errors_are_not_kept(read):
    assert read("articles/none/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PATHS)
def test_everybody_gets_the_same_answer(read, path):
    """Neither origin, nor language, nor cookie: a cache keeps one copy."""
    plain = read(path)
    signed_in = f"sessionid={'a' * 32}"
    other = read(path, origin="https://anywhere.example", accept_language="es", cookie=signed_in)
    assert (plain.content, plain["Access-Control-Allow-Origin"]) == (other.content, "*")
    negotiated = path == "articles/walking-again/"
    assert other["Vary"] == ("Accept, Accept-Encoding" if negotiated else "Accept-Encoding")
    assert "Set-Cookie" not in other
