"""HTML as a tree in JSON, since a page with a strict policy lets nobody parse HTML on it.

A text is a string, an element is `[name, {attribute: value}, child, …]`.
"""

from html.parser import HTMLParser

Node = str | list[object]

VOID = frozenset({"br", "hr", "img", "source", "wbr", "col"})
# The partner's page has a heading above the embed: ours begin at the second level.
DEEPER = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}


def nodes_of(html: str) -> list[Node]:
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.root


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Node] = []
        self._open: list[list[object]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element: list[object] = [DEEPER.get(tag, tag), {name: value or "" for name, value in attrs}]
        self._add(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        name = DEEPER.get(tag, tag)
        if name in (element[0] for element in self._open):
            while self._open.pop()[0] != name:
                pass

    def handle_data(self, data: str) -> None:
        # Space that only lays the source out would be most of the nodes.
        if data.strip() or "\n" not in data:
            self._add(data)

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].append(node)
        else:
            self.root.append(node)
