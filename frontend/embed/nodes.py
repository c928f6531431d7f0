"""HTML as a tree in JSON, since a page with a strict policy lets nobody parse HTML on it.

A text is a string, an element is `[name, {attribute: value}, child, …]`.
"""

from html.parser import HTMLParser

Node = str | list[object]

VOID = frozenset({"br", "hr", "img", "source", "wbr", "col"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


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
        attributes = {name: value or "" for name, value in attrs}
        if tag in HEADINGS:
            # The page around has a heading above ours, which are all one level deeper than they look.
            attributes["aria-level"] = str(int(tag[1]) + 1)
        element: list[object] = [tag, attributes]
        self._add(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in (element[0] for element in self._open):
            while self._open.pop()[0] != tag:
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
