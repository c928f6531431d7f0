"""An article's HTML as Markdown that people can read as it stands."""

import re
from collections.abc import Callable

from .markup import Element, Node, elements, is_element, parse

# What an author typed as plain words must not become a tag, an entity, a link, code, or the start of a block.
_MARKS = re.compile(r"[\\`\[\]<]|&(?=#?\w+;)|^(?:#+|[>+-])(?=\s)")
_MAY_MARK = re.compile(r"[\\`\[\]<&#>+*_-]")
_LINE_BREAK = re.compile(r"[\t \r\n]*[\r\n][\t \r\n]*")
_SPACES = re.compile(r"[\t ]+")
_ALL_SPACES = re.compile(r"[\t \r\n]+")
_LINE = re.compile(r"^(?=.)", re.MULTILINE)
_ASCII_SPACES = " \t\r\n"
_ONE_LINE = frozenset(("h2", "h3", "td", "th"))
"""What stands in these stays in one line."""
_BLOCKS = _ONE_LINE | {"p", "div", "section", "ol", "ul", "li", "table", "thead", "tbody", "tr"}
"""Spaces at their edges mean nothing."""
_BULLETS = "*+-"


def to_markdown(html: str) -> str:
    """CommonMark with tables, ending in one line break."""
    return _inside(parse(html)).strip() + "\n"


def _inside(element: Element) -> str:
    texts = [
        _element(child) if is_element(child) else _text(str(child), element, number)
        for number, child in enumerate(element.children)
    ]
    return texts[0] if len(texts) == 1 else _join(texts)


def _join(texts: list[str]) -> str:
    """Where two line breaks meet, the longer one stays: at most an empty line."""
    written: list[str] = []
    breaks = 0
    for text in filter(None, texts):
        content = text.lstrip("\n")
        leading = len(text) - len(content)
        breaks = min(2, max(breaks, leading)) if breaks and leading else breaks + leading
        words = content.rstrip("\n")
        written += ("\n" * breaks, words)
        breaks = len(content) - len(words)
    return "".join(written) + "\n" * breaks


def _element(element: Element) -> str:
    write = _WRITERS.get(element.name)
    text = _inside(element)
    return write(element, text) if write else text


def _text(text: str, parent: Element, number: int) -> str:
    siblings = parent.children
    begins = _is_block(siblings[number - 1]) if number else parent.name in _BLOCKS
    ends = _is_block(siblings[number + 1]) if number + 1 < len(siblings) else parent.name in _BLOCKS
    if (begins or ends) and not text.strip():
        return ""
    text = _escape(_join_spaces(text), in_cell=_is_in(parent, "td", "th"))
    text = text.lstrip(_ASCII_SPACES) if begins else text
    return text.rstrip() if ends else text


def _join_spaces(text: str) -> str:
    if "\n" in text or "\r" in text:
        text = _LINE_BREAK.sub("\n", text)
    return _SPACES.sub(" ", text) if "  " in text or "\t" in text else text


def _escape(text: str, *, in_cell: bool = False) -> str:
    if _MAY_MARK.search(text):
        text = _MARKS.sub(r"\\\g<0>", text).replace("*", r"\*").replace("_", r"\_")
    return text.replace("|", r"\|") if in_cell else text


def _is_block(node: Node) -> bool:
    return is_element(node) and node.name in _BLOCKS


def _is_in(element: Element, *names: str) -> bool:
    """Whether what stands in this element stands in one of these."""
    return element.name in names or not element.around.isdisjoint(names)


def _is_in_line(element: Element) -> bool:
    return not element.around.isdisjoint(_ONE_LINE)


def _paragraph(element: Element, text: str) -> str:
    text = text.strip(_ASCII_SPACES)
    if _is_in_line(element):
        return f" {text} "
    return f"\n\n{text}\n\n" if text else ""


def _division(element: Element, text: str) -> str:
    text = text.strip()
    return f"\n\n{text}\n\n" if text else ""


def _bold_line(element: Element, text: str) -> str:
    return f"\n\n**{text.strip()}**\n\n"


def _slanted_line(element: Element, text: str) -> str:
    return f"\n\n*{' '.join(text.split())}*\n\n"


def _heading(level: int) -> Callable[[Element, str], str]:
    """Inside lists a title becomes bold words: a heading there would break the outline."""

    def write(element: Element, text: str) -> str:
        if level == 3 and "li" in element.around:
            return f"**{text.strip()}**\n\n"
        if _is_in_line(element):
            return text
        return f"\n\n{'#' * level} {_ALL_SPACES.sub(' ', text.strip())}\n\n"

    return write


def _around(mark: str) -> Callable[[Element, str], str]:
    """Words between two marks, with the spaces at their edges outside."""

    def write(element: Element, text: str) -> str:
        words = text.strip()
        return f"{_space_before(text)}{mark}{words}{mark}{_space_after(text)}" if words else ""

    return write


def _space_before(text: str) -> str:
    return " " if text.startswith(" ") else ""


def _space_after(text: str) -> str:
    return " " if text.endswith(" ") else ""


def _link(element: Element, text: str) -> str:
    words, url = text.strip(), element.attribute("href")
    if not words or not url:
        return words
    if words.replace(r"\_", "_") == url:
        return f"<{url}>"
    return f"{_space_before(text)}[{words}]({url}){_space_after(text)}"


def _line_break(element: Element, text: str) -> str:
    return " " if _is_in_line(element) else "  \n"


def _image(element: Element, text: str) -> str:
    return f"![{_escape(element.attribute('alt'))}]({element.attribute('src')})"


def _list(element: Element, text: str) -> str:
    if "li" in element.around:
        return f"\n{text.rstrip()}"
    rest = element.siblings()[element.number + 1 :]
    after = next((node for node in rest if is_element(node) or str(node).strip()), None)
    is_followed = after is not None and not (is_element(after) and after.name in ("ol", "ul"))
    return f"\n\n{text}\n" if is_followed else f"\n\n{text}"


def _item(element: Element, text: str) -> str:
    text = text.strip()
    if not text:
        return "\n"
    mark = _mark(element)
    first, *others = text.split("\n", 1)
    indented = _LINE.sub(" " * len(mark), f"\n{others[0]}") if others else ""
    return f"{mark}{first}{indented}\n"


def _mark(item: Element) -> str:
    if item.parent and item.parent.name == "ol":
        before = elements(item.siblings()[: item.number])
        return f"{1 + sum(each.name == 'li' for each in before)}. "
    depth = sum(parent.name == "ul" for parent in item.parents()) - 1
    return f"{_BULLETS[depth % len(_BULLETS)]} "


def _table(element: Element, text: str) -> str:
    return f"\n\n{text.strip()}\n\n"


def _caption(element: Element, text: str) -> str:
    return f"{text.strip()}\n\n"


def _cell(element: Element, text: str) -> str:
    words = text.strip().replace("\n", " ")
    return f" {words} |"


def _row(row: Element, text: str) -> str:
    """Markdown's tables begin with a row of titles: it is left empty where there is none."""
    line, cells = f"|{text}\n", elements(row.children)
    rule = f"| {' | '.join('---' for _ in cells)} |\n"
    if elements(row.siblings()[: row.number]):
        return line
    if "thead" in row.around or all(cell.name == "th" for cell in cells):
        return f"{line}{rule}"
    if _has_head(row):
        return line
    return f"| {' | '.join('' for _ in cells)} |\n{rule}{line}"


def _has_head(row: Element) -> bool:
    return any(each.name == "thead" for body in row.parents() for each in elements(body.siblings()))


_WRITERS: dict[str, Callable[[Element, str], str]] = {
    "p": _paragraph,
    "div": _division,
    "section": _division,
    "h2": _heading(2),
    "h3": _heading(3),
    "b": _around("**"),
    "strong": _around("**"),
    "i": _around("*"),
    "em": _around("*"),
    "a": _link,
    "br": _line_break,
    "ol": _list,
    "ul": _list,
    "li": _item,
    "img": _image,
    "summary": _bold_line,
    "figcaption": _slanted_line,
    "table": _table,
    "caption": _caption,
    "tr": _row,
    "td": _cell,
    "th": _cell,
}
