"""HTML that a compile made itself, as a tree: well-formed, of few tags, without comments.

It is what `templates/blocks` and nh3 write. A parser for any HTML costs more than all the rest of a compile.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeGuard

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)([^>"]*(?:"[^"]*"[^>"]*)*)>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_EMPTY = frozenset(("br", "img", "source"))
_SPACES = " \n\t\f\r"


@dataclass(slots=True, eq=False)
class Element:
    """A tag, where it stands, and what stands in it."""

    name: str
    source: str = ""
    parent: "Element | None" = None
    number: int = 0
    """Among its siblings, texts too, from 0."""
    around: frozenset[str] = frozenset()
    """The names of all elements that it stands in."""
    children: list["Element | str"] = field(default_factory=list)

    def attribute(self, name: str) -> str:
        return next(
            (html.unescape(value) for key, value in _ATTRIBUTE.findall(self.source) if key == name), ""
        )

    def siblings(self) -> list["Element | str"]:
        return self.parent.children if self.parent else [self]

    def parents(self) -> Iterator["Element"]:
        """Those that it stands in, from the inside out."""
        parent = self.parent
        while parent:
            yield parent
            parent = parent.parent


Node = Element | str


def is_element(node: Node | None) -> TypeGuard[Element]:
    return isinstance(node, Element)


def elements(nodes: list[Node]) -> list[Element]:
    return [node for node in nodes if is_element(node)]


def parse(markup: str) -> Element:
    """The tree, under an element without a name."""
    parent = root = Element("")
    end = 0
    for tag in _TAG.finditer(markup):
        begin, after = tag.span()
        if begin > end:
            _add_text(parent, markup[end:begin])
        end = after
        closes, name, source = tag.groups()
        if closes:
            parent = parent.parent or root
        else:
            element = Element(name, source, parent, len(parent.children), parent.around | {parent.name})
            parent.children.append(element)
            parent = parent if name in _EMPTY else element
    if end < len(markup):
        _add_text(root, markup[end:])
    return root


def _add_text(parent: Element, text: str) -> None:
    """Spaces alone become one space, or one line break."""
    if not text.strip(_SPACES):
        text = "\n" if "\n" in text else " "
    parent.children.append(html.unescape(text) if "&" in text else text)
