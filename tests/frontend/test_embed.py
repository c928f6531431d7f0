"""What the custom element is made of; test_embed_in_a_browser.py sees it work."""

import gzip
import json
import re

from frontend import embed
from frontend.embed.nodes import nodes_of
from tests.frontend.documents import disclaimer, identity
from tests.frontend.showcase import showcase
from tests.frontend.trees import text


def words_of(nodes):
    children = [node if isinstance(node, str) else words_of(node[2:]) for node in nodes]
    return " ".join(children)


def names_in(nodes):
    for node in nodes:
        if isinstance(node, list):
            yield node[0], node[1]
            yield from names_in(node[2:])


def data(release, name="physical-therapy-after-spine-surgery"):
    return json.loads(text(release, f"embed/en/{identity(name)}.json"))


def test_script_is_two_kilobytes_at_most():
    assert len(gzip.compress(embed.script(), 9)) <= 2048


def test_script_never_parses_markup_and_keeps_nothing():
    source = embed.script().decode()
    assert not re.findall(r"innerHTML|DOMParser|insertAdjacent|\.style\b|cookie|Storage|eval|import", source)


def test_html_becomes_a_tree():
    assert nodes_of('<p class="a">One <b>two</b><br>three &amp; four</p>\n<p>five</p>') == [
        ["p", {"class": "a"}, "One ", ["b", {}, "two"], ["br", {}], "three & four"],
        ["p", {}, "five"],
    ]


def test_headings_are_one_level_deeper_than_they_look():
    assert nodes_of("<h2>Title</h2>") == [["h2", {"aria-level": "3"}, "Title"]]


def test_stray_end_tag_does_no_harm():
    assert nodes_of("<p>One</b></p><p>two</p>") == [["p", {}, "One"], ["p", {}, "two"]]


def test_article_is_whole_in_the_data(release):
    found = data(release)
    words = words_of(found["nodes"])
    assert (found["schema"], found["edition"], found["locale"]) == ("embed/1", 1, "en")
    assert "Physical therapy after spine surgery" in words
    assert disclaimer()["text"] in words
    assert "Written and checked by" in words
    assert "Read the whole article at Example Spine Clinic" in words


def test_script_makes_every_element_and_attribute_of_an_article(release):
    """The lists in the script are a second fence; nothing that the hub renders may fall on it."""
    source = embed.script().decode()
    tags, attributes = re.findall(
        r"/\^\(([^)]*)\)\$/", source.replace("aria-[a-z]+", "aria-").replace("[1-6]", "")
    )[:2]
    for tag, given in names_in(data(release)["nodes"]):
        assert re.sub(r"^h[1-6]$", "h", tag) in tags.split("|")
        for name in given:
            known = name.startswith(("aria-", "data-")) or name in attributes.split("|") or name == "rel"
            assert known, name


def test_frame_shows_the_article_and_leads_to_the_site(release):
    html = text(release, f"embed/en/{identity('physical-therapy-after-spine-surgery')}/index.html")
    assert showcase()["body_html"] in html
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{showcase()["url"]}">' in html
    assert "<script" not in html


def test_style_of_the_embed_covers_the_blocks(release):
    style = text(release, "embed.css")
    assert "--aftercare-accent" in style
    assert ".benefit::before" in style
