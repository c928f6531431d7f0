from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.conf import settings

from tests.api.problems import problem
from tests.editions.factories import (
    SIZE,
    identity,
    make_disclaimer,
    make_image,
    part,
    publish_article,
    publish_gone,
    shown,
    sources,
)

pytestmark = pytest.mark.django_db


class Seen(HTMLParser):
    """The tags of some HTML with their attributes, and its text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def embed(read, url, query=""):
    return read.json(f"oembed?url={quote(url, safe='')}{query}")


def test_embed_is_a_quotation_with_its_disclaimers_and_then_a_frame(read):
    content = publish_article()
    answer = embed(read, content["url"])
    seen = Seen(answer["html"])
    assert [tag for tag, _ in seen.tags] == ["blockquote", "p", "a", "p", "p", "a", "iframe"]
    assert seen.tags[0][1]["class"] == "aftercare"
    assert seen.tags[2][1] == {"href": content["url"]}
    assert content["disclaimers"][0]["text"] in seen.text
    assert seen.tags[5][1] == {"href": content["attribution"]["url"]}
    assert "{name}. {text}".format(**content["attribution"]) in seen.text
    assert answer["html"].count("<iframe") == 1


def test_frame_is_confined_and_named(read):
    content = publish_article()
    answer = embed(read, content["url"])
    _, frame = Seen(answer["html"]).tags[-1]
    assert frame["src"] == content["links"]["embed"]
    assert frame["title"] == content["title"]
    assert frame["loading"] == "lazy"
    assert frame["sandbox"].startswith("allow-scripts allow-popups")
    assert "allow-same-origin" not in frame["sandbox"]
    assert (frame["width"], frame["height"]) == (str(answer["width"]), str(answer["height"]))


def test_answer_has_what_the_specification_asks(read):
    content = publish_article()
    answer = embed(read, content["url"], "&format=json&surprise=1")
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert answer["title"] == content["title"]
    assert answer["provider_url"] == settings.SITE_URL
    assert "thumbnail_url" not in answer


@pytest.mark.parametrize(
    "form",
    [
        "/articles/new-name/",
        "/articles/new-name",
        "/articles/old-name/",
        "/articles/{id}/",
        "/articles/new-name/?utm=1#part",
        "/embed/en/{id}/",
        "/embed/en/{id}",
    ],
)
def test_every_address_of_an_article_is_known(read, form):
    publish_article("old-name", name="it")
    publish_article("new-name", name="it")
    url = settings.SITE_URL + form.format(id=identity("it"))
    assert embed(read, url)["title"] == "New name"


def test_language_is_that_of_the_address(read):
    content = publish_article(locale="es", title="Volver a andar")
    assert embed(read, content["url"])["title"] == "Volver a andar"
    assert embed(read, content["links"]["embed"])["title"] == "Volver a andar"


def test_site_below_a_path(read, settings):
    settings.SITE_URL = "https://clinic.example/learn"
    content = publish_article()
    assert content["url"].startswith("https://clinic.example/learn/articles/")
    assert embed(read, content["url"])["title"] == "Walking again"
    problem(read("oembed?url=https://clinic.example/articles/walking-again/"), 404)


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/articles/walking-again/",
        "http://localhost:8001@evil.example/articles/walking-again/",
        "http://localhost:8001/",
        "http://localhost:8001",
        "http://localhost:8001/topics/recovery/",
        "http://localhost:8001/articles/never/",
        "http://localhost:8001/articles/%00/",
        "http://localhost:8001/xx/articles/walking-again/",
        "http://localhost:8001/embed/en/walking-again.json",
        "//localhost:8001/articles/walking-again/",
        "javascript:alert(1)",
        "http://[",
        "x",
    ],
)
def test_other_addresses_are_not_found(read, url):
    publish_article()
    problem(read(f"oembed?url={quote(url, safe='')}"), 404, "not-found")


def test_gone_article_is_gone_here_too(read):
    content = publish_article()
    publish_gone(content)
    problem(read(f"oembed?url={content['url']}"), 410, "gone")


def test_only_json_is_spoken(read):
    content = publish_article()
    problem(read(f"oembed?url={content['url']}&format=xml"), 501, "not-implemented")


def test_address_is_needed(read):
    assert problem(read("oembed"), 400, "invalid-parameter")["parameter"] == "url"


def test_size_keeps_the_limits(read):
    content = publish_article()
    answer = embed(read, content["url"], "&maxwidth=300&maxheight=5000")
    assert (answer["width"], answer["height"]) == (300, 720)
    assert 'width="300"' in answer["html"]


@pytest.mark.parametrize("query", ["maxwidth=x", "maxheight=0", "maxwidth=-1", "maxwidth=50"])
def test_size_that_none_can_be_is_refused(read, query):
    content = publish_article()
    problem(read(f"oembed?url={content['url']}&{query}"), 400, "invalid-parameter")


@pytest.mark.parametrize(("query", "width"), [("", 640), ("&maxwidth=300", None)])
def test_thumbnail_keeps_the_limits_and_has_its_size(read, query, width):
    image = {"part": part(make_image()), "alt": "", "credit": "", **SIZE, "sources": sources()}
    answer = embed(read, publish_article(image=image)["url"], query)
    assert answer.get("thumbnail_width") == width
    assert {"thumbnail_url", "thumbnail_height"} <= set(answer) if width else "thumbnail_url" not in answer


def test_everything_is_escaped(read):
    hostile = '"><script>alert(1)</script>'
    disclaimer = shown(make_disclaimer(text=hostile))
    attribution = {"name": hostile, "url": settings.SITE_URL, "text": hostile}
    content = publish_article(title=hostile, disclaimers=[disclaimer], attribution=attribution)
    html = embed(read, content["url"])["html"]
    assert "<script" not in html
    assert Seen(html).tags[-1][1]["title"] == hostile
