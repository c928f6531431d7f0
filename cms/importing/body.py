"""An article's body out of what was recognised. Pure: the benefits were found before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from .source import Form, NumberedItem, Passage, SourceArticle

Block = dict[str, Any]


@dataclass(frozen=True)
class UsedBenefit:
    """A benefit of the library in its place, with the article's own words where they differ."""

    primary_key: int
    own_title: str = ""
    own_html: str = ""


def make_body(source: SourceArticle, *, benefits: Sequence[UsedBenefit], key: str) -> list[Block]:
    """The stream as Wagtail stores it. Its ids follow from the key: equal sources stay equal."""
    blocks = [
        *_text_blocks(source.introduction),
        *_benefits_blocks(source, benefits),
        *_care_path_blocks(source.care_path),
    ]
    return [_with_ids(block, f"{key}/{place}") for place, block in enumerate(blocks)]


def passages_html(passages: Iterable[Passage], *, headings: bool = False) -> str:
    return "".join(_passage_html(passage, headings=headings) for passage in passages)


def item_html(item: NumberedItem) -> str:
    """An item's text; one that is only a title says its title."""
    return passages_html(item.text or (Passage(Form.PARAGRAPH, (item.title,)),))


def has_texts(items: Sequence[NumberedItem]) -> bool:
    return any(item.text for item in items)


def _passage_html(passage: Passage, *, headings: bool) -> str:
    lines = [escape(line, quote=False) for line in passage.lines]
    if passage.form is Form.BULLETS:
        return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    if passage.form is Form.HEADING:
        return f"<h2>{lines[0]}</h2>" if headings else f"<p><b>{lines[0]}</b></p>"
    return f"<p>{lines[0]}</p>"


def _text_blocks(passages: Sequence[Passage]) -> Iterator[Block]:
    if passages:
        yield {"type": "text", "value": passages_html(passages, headings=True)}


def _benefits_blocks(source: SourceArticle, benefits: Sequence[UsedBenefit]) -> Iterator[Block]:
    if benefits:
        items = [
            {"benefit": used.primary_key, "title": used.own_title, "text": used.own_html} for used in benefits
        ]
        yield {"type": "benefits", "value": {"title": source.benefits_title, "items": items}}
    elif source.benefits:
        title = Passage(Form.HEADING, (source.benefits_title,))
        yield from _text_blocks((title,) if source.benefits_title else ())
        yield _numbered_list(source.benefits)


def _care_path_blocks(care_path: Sequence[Passage | NumberedItem]) -> Iterator[Block]:
    for _, stretch in groupby(care_path, key=type):
        parts = list(stretch)
        items = [part for part in parts if isinstance(part, NumberedItem)]
        yield from _text_blocks([part for part in parts if isinstance(part, Passage)])
        if items:
            yield _steps_block(items) if has_texts(items) else _numbered_list(items)


def _steps_block(items: Sequence[NumberedItem]) -> Block:
    steps = [{"title": item.title, "text": item_html(item)} for item in items]
    return {"type": "steps", "value": {"title": "", "items": steps}}


def _numbered_list(items: Sequence[NumberedItem]) -> Block:
    """Items that are only titles need no block of their own."""
    lines = "".join(f"<li>{escape(item.title, quote=False)}</li>" for item in items)
    return {"type": "text", "value": f"<ol>{lines}</ol>"}


def _with_ids(block: Block, name: str) -> Block:
    identified = {**block, "id": str(uuid5(NAMESPACE_URL, name))}
    if isinstance(block["value"], dict):
        items = [
            {"type": "item", "value": value, "id": str(uuid5(NAMESPACE_URL, f"{name}/{place}"))}
            for place, value in enumerate(block["value"]["items"])
        ]
        identified["value"] = {**block["value"], "items": items}
    return identified
