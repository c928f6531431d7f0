"""An article's HTML as plain text: for records, messages and e-mail, where nothing else survives."""

import re
from html.parser import HTMLParser

_BLOCKS = {
    *("p", "h2", "h3", "section", "aside", "div", "footer", "figure", "figcaption", "details", "summary"),
    *("ol", "ul", "li", "table", "caption", "tr", "br"),
}
_SPACES = re.compile(r"\s+")


def to_text(html: str) -> str:
    """Paragraphs with an empty line between them, headings underlined, items marked, addresses told."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    """Collects lines; what is open decides how the next one begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs: list[str] = []
        self._line = ""
        self._marks: list[int | None] = []
        self._mark = ""
        self._target = ""
        self._cells: list[str] | None = None

    def text(self) -> str:
        self._break()
        return "\n\n".join(self._paragraphs) + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._break()
        if tag in ("ol", "ul"):
            self._marks.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._mark = self._next_mark()
        elif tag == "tr":
            self._cells = []
        elif tag == "a":
            self._target = given.get("href", "")
        elif tag == "img" and given.get("alt"):
            self._line += f"[{given['alt']}]"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "h3") and (title := self._take()):
            self._write(f"{title}\n{'=' * len(title)}" if tag == "h2" else title)
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append(self._take())
        elif tag == "tr" and self._cells is not None:
            self._write(" | ".join(self._cells))
            self._cells = None
        elif tag == "a":
            self._tell_target()
        elif tag in _BLOCKS:
            self._break()
        if tag in ("ol", "ul") and self._marks:
            self._marks.pop()

    def handle_data(self, data: str) -> None:
        self._line += data

    def _tell_target(self) -> None:
        """An address that the words do not show already."""
        shown = self._target.removeprefix("tel:").removeprefix("mailto:")
        if shown and shown.replace(" ", "") not in self._line.replace(" ", ""):
            self._line += f" ({shown})"
        self._target = ""

    def _next_mark(self) -> str:
        if not self._marks or self._marks[-1] is None:
            return "- "
        self._marks[-1] += 1
        return f"{self._marks[-1]}. "

    def _break(self) -> None:
        if self._cells is None and (line := self._take()):
            self._write(line)

    def _take(self) -> str:
        line, self._line = _SPACES.sub(" ", self._line).strip(), ""
        return line

    def _write(self, paragraph: str) -> None:
        self._paragraphs.append(self._mark + paragraph)
        self._mark = ""
