"""Each type of block as JSON, in the shapes of `blocks.json`. A block with nothing to show becomes none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cms.library.given import Document, Given, part_of
from cms.library.text import clean_html, web_address


@dataclass(frozen=True)
class Setting:
    """Where a block stands: what compile was given, and the article's language."""

    given: Given
    locale: str

    def html(self, source: Any) -> str:
        return clean_html(source, self.given.links)


def compile_block(block: Any, position: int, setting: Setting) -> Document | None:
    """A block of the body. Its id is the editor's own, or follows from its place before it was saved."""
    content = _COMPILERS[block.block_type](block.value, setting)
    if content is None:
        return None
    return {"id": block.id or _id_of_place("body", position), "type": block.block_type, **content}


def use_image(image: Any, alt: str, setting: Setting) -> Document | None:
    """A picture in its place, or none while it has no preset to show."""
    document = setting.given.parts.get((image.content_id, "und")) if image else None
    if not document:
        return None
    return {
        "part": part_of(document),
        "alt": alt,
        **{key: document[key] for key in ("credit", "width", "height", "focal_point", "sources")},
    }


def _text(value: Any, setting: Setting) -> Document | None:
    html = setting.html(value)
    return {"html": html} if html else None


def _benefits(value: Any, setting: Setting) -> Document | None:
    children = value["items"].bound_blocks
    found = [_benefit(child, place, setting) for place, child in enumerate(children)]
    live = [item for item in found if item]
    items = [{**item, "number": number} for number, item in enumerate(live, start=1)]
    notices = [notice for place, child in enumerate(children) if (notice := _notice(child, place, setting))]
    return {"title": value["title"] or "", "items": items, "notices": notices} if items or notices else None


def _benefit(child: Any, place: int, setting: Setting) -> Document | None:
    value = child.value
    own = {"title": value["title"] or "", "html": setting.html(value["text"]) if value["text"] else ""}
    identity = {"id": child.id or _id_of_place("benefit", place)}
    if not value["benefit"]:
        return {**identity, **own, "part": None, "review": None, "overrides": []}
    part = setting.given.parts.get((value["benefit"].content_id, setting.locale))
    if not part:
        return None
    overrides = [name for name in ("title", "html") if own[name]]
    words = {name: own[name] or part[name] for name in ("title", "html")}
    return {**identity, **words, "part": part_of(part), "review": part["review"], "overrides": overrides}


def _notice(child: Any, place: int, setting: Setting) -> Document | None:
    """What stands in for a withdrawn benefit, if the clinic has it so."""
    benefit = child.value["benefit"]
    notice = setting.given.notices.get((benefit.content_id, setting.locale)) if benefit else None
    if not notice:
        return None
    told = {key: notice[key] for key in ("title", "reason", "severity", "withdrawn_at")}
    identity = {"id": child.id or _id_of_place("benefit", place), "part": part_of(notice)}
    return {**identity, **told, "text": notice["notice"]}


def _steps(value: Any, setting: Setting) -> Document:
    items = [{"title": item["title"], "html": setting.html(item["text"])} for item in value["items"]]
    return {"title": value["title"] or "", "items": items}


def _callout(value: Any, setting: Setting) -> Document:
    return {"level": value["level"], "title": value["title"], "html": setting.html(value["text"])}


def _image(value: Any, setting: Setting) -> Document | None:
    alt = "" if value["decorative"] or not value["image"] else value["alt"] or value["image"].alt
    image = use_image(value["image"], alt, setting)
    return {"image": image, "caption": value["caption"] or ""} if image else None


def _without_spare_cells(rows: list[list[str]]) -> list[list[str]]:
    """The editor's sheet begins with nine cells: those left empty at its end are no part of the table."""
    height = max((place for place, row in enumerate(rows, 1) if any(row)), default=0)
    width = max((place for row in rows for place, cell in enumerate(row, 1) if cell), default=0)
    return [row[:width] for row in rows[:height]]


def _table(value: Any, setting: Setting) -> Document | None:
    rows = _without_spare_cells([[str(cell or "") for cell in row] for row in (value or {}).get("data", [])])
    if not rows:
        return None
    return {
        "caption": value.get("table_caption") or "",
        "header_row": bool(value.get("first_row_is_table_header")),
        "header_column": bool(value.get("first_col_is_header")),
        "rows": rows,
    }


def _questions(value: Any, setting: Setting) -> Document:
    items = [{"question": item["question"], "html": setting.html(item["answer"])} for item in value["items"]]
    return {"title": value["title"] or "", "items": items}


def _references(value: Any, setting: Setting) -> Document:
    items = [{"text": item["text"], "url": web_address(item["url"] or "") or None} for item in value["items"]]
    return {"title": value["title"] or "", "items": items}


def _id_of_place(name: str, position: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"{name}/{position}"))


_COMPILERS: dict[str, Callable[[Any, Setting], Document | None]] = {
    "text": _text,
    "benefits": _benefits,
    "steps": _steps,
    "callout": _callout,
    "image": _image,
    "table": _table,
    "questions": _questions,
    "references": _references,
}
