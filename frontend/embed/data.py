"""What the custom element fetches: the frame's own content as a tree of nodes, and the style for it."""

import json
from pathlib import Path

from frontend.addresses import Document
from frontend.embed.nodes import nodes_of
from frontend.templating import STATIC


def script() -> bytes:
    return (Path(__file__).parent / "embed.js").read_bytes()


def stylesheet() -> str:
    """One sheet for frame and element: the embed's own colours, then the site's style of each block."""
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in ("embed.css", "blocks.css"))


def data(document: Document, html: str) -> str:
    values = {name: document[name] for name in ("content_id", "locale", "edition")}
    values |= {"schema": "embed/1", "state": document.get("state", "published"), "nodes": nodes_of(html)}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
