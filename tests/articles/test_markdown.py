"""Markdown as a general converter writes it, which is far slower."""

from typing import Any

from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st
from markdownify import MarkdownConverter

from cms.articles.markdown import _MARKS, to_markdown
from cms.library.text import clean_html

WORDS = st.text(alphabet="ab1 .\n\t\xa0*_`[]<>&;#+-|\\\"'ü", max_size=12)
INLINE = ("b", "strong", "i", "em", "a")
SETTINGS = settings(max_examples=100, deadline=None)


class Converter(MarkdownConverter):
    """What `to_markdown` has of its own."""

    def escape(self, text, parent_tags):
        words = super().escape(_MARKS.sub(r"\\\g<0>", text), parent_tags)
        return words.replace("|", r"\|") if parent_tags & {"td", "th"} else words

    def convert_img(self, element, text, parent_tags):
        element["alt"] = self.escape(element["alt"], parent_tags)
        return super().convert_img(element, text, parent_tags)

    def convert_h3(self, element, text, parent_tags):
        if "li" in parent_tags:
            return f"**{text.strip()}**\n\n"
        return self.convert_hN(3, element, text, parent_tags)

    def convert_summary(self, element, text, parent_tags):
        return f"\n\n**{text.strip()}**\n\n"

    def convert_figcaption(self, element, text, parent_tags):
        return f"\n\n*{' '.join(text.split())}*\n\n"


def converted(html):
    return Converter(heading_style="ATX").convert(html).strip() + "\n"


def tagged(names, inside):
    opened = {"a": '<a href="https://x.example/a_b?c=1&amp;d">'}
    return st.builds(lambda name, text: f"{opened.get(name, f'<{name}>')}{text}</{name}>", names, inside)


def run(parts):
    return st.lists(parts, max_size=4).map("".join)


LINK = st.just('<a href="https://x.example/a_b">https://x.example/a_b</a>')
LINE: Any = run(st.deferred(lambda: WORDS | st.just("<br/>") | LINK | tagged(st.sampled_from(INLINE), LINE)))
LISTS = st.deferred(lambda: tagged(st.sampled_from(("ul", "ol")), run(WORDS | tagged(st.just("li"), ITEM))))
ITEM: Any = st.deferred(lambda: run(LINE | LISTS | tagged(st.just("p"), LINE)))
RICH = run(tagged(st.sampled_from(("p", "h2", "h3")), LINE) | LISTS | WORDS).map(
    lambda html: clean_html(html, {})
)
TITLED = st.fixed_dictionaries({"id": st.just("1"), "title": WORDS, "html": RICH, "question": WORDS})
SOURCE = st.fixed_dictionaries({"text": WORDS, "url": st.sampled_from((None, "https://x.example/?a=1&b=2"))})
ROWS = st.integers(1, 3).flatmap(
    lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1, max_size=3)
)
PICTURE = st.just(
    [{"type": "image/jpeg", "preset": "hero", "url": "https://x.example/1.jpg", "width": 1, "height": 1}]
)
IMAGE = st.fixed_dictionaries({"alt": WORDS, "credit": WORDS, "sources": PICTURE})


def block(kind, **fields):
    return st.fixed_dictionaries({"type": st.just(kind), "id": st.just("1"), "title": WORDS, **fields})


def items(of):
    return st.lists(of, min_size=1, max_size=3)


BLOCKS = st.one_of(
    block("text", html=RICH),
    block("benefits", items=items(TITLED)),
    block("steps", items=items(TITLED)),
    block("callout", html=RICH, level=st.just("urgent")),
    block("image", image=IMAGE, caption=WORDS),
    block("table", rows=ROWS, caption=WORDS, header_row=st.booleans(), header_column=st.booleans()),
    block("questions", items=items(TITLED)),
    block("references", items=items(SOURCE)),
)


def rendered(blocks):
    contact = {"phone": "+1 555 0100"}
    return "".join(
        render_to_string(f"blocks/{each['type']}.html", {"block": each, "contact": contact})
        for each in blocks
    )


@SETTINGS
@given(st.lists(BLOCKS, min_size=1, max_size=4).map(rendered))
def test_every_body_reads_as_a_general_converter_writes_it(html):
    assert to_markdown(html) == converted(html)
