"""The blocks of the demo's articles, as Wagtail stores them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cms.library.models import Benefit

from .content import Entry
from .prose import to_rich_text

RICH_FIELDS = {"benefits": "text", "steps": "text", "callout": "text", "questions": "answer"}


def make_blocks(
    written: Sequence[Entry], *, benefits: Mapping[str, Benefit], name: str
) -> list[dict[str, Any]]:
    """Ids follow from the place, so that every hub has the same."""
    return [
        {
            "type": block["type"],
            "value": _value(block, benefits, f"{name}/{place}"),
            "id": _id(f"{name}/{place}"),
        }
        for place, block in enumerate(written)
    ]


def _value(block: Entry, benefits: Mapping[str, Benefit], name: str) -> Any:
    kind, fields = block["type"], {key: value for key, value in block.items() if key != "type"}
    if kind == "text":
        return to_rich_text(fields["text"], headings=True)
    if kind == "table":
        return _table(fields)
    if "items" not in fields:
        return _with_rich_text(kind, fields)
    items = [
        {"type": "item", "value": _item(kind, item, benefits), "id": _id(f"{name}/{place}")}
        for place, item in enumerate(fields["items"])
    ]
    return {**fields, "items": items}


def _item(kind: str, item: Entry, benefits: Mapping[str, Benefit]) -> Entry:
    if "benefit" in item:
        item = {**item, "benefit": benefits[item["benefit"]].pk}
    return _with_rich_text(kind, item)


def _with_rich_text(kind: str, fields: Entry) -> Entry:
    rich = RICH_FIELDS.get(kind)
    return {**fields, rich: to_rich_text(fields[rich])} if rich in fields else fields


def _table(fields: Entry) -> Entry:
    return {
        "data": fields["rows"],
        "table_caption": fields["caption"],
        "table_header_choice": "both",
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "cell": [],
        "mergeCells": [],
    }


def _id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))
