"""An article's HTML as Markdown that people can read as it stands."""

import re
from typing import Any

from markdownify import MarkdownConverter

# What an author typed as plain words must not become a tag, an entity, a link, code, or the start of a block.
_MARKS = re.compile(r"[\\`\[\]<]|&(?=#?\w+;)|^(?:#+|[>+-])(?=\s)")


class _Converter(MarkdownConverter):
    """Titles inside lists, and questions, become bold words: a heading there would break the outline."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        words = super().escape(_MARKS.sub(r"\\\g<0>", text), parent_tags)  # type: ignore[misc]
        return words.replace("|", r"\|") if parent_tags & {"td", "th"} else str(words)

    def convert_img(self, element: Any, text: str, parent_tags: set[str]) -> str:
        element["alt"] = self.escape(element["alt"], parent_tags)
        return str(super().convert_img(element, text, parent_tags))  # type: ignore[misc]

    def convert_h3(self, element: Any, text: str, parent_tags: set[str]) -> str:
        if "li" in parent_tags:
            return f"**{text.strip()}**\n\n"
        return str(self.convert_hN(3, element, text, parent_tags))  # type: ignore[attr-defined]

    def convert_summary(self, element: Any, text: str, parent_tags: set[str]) -> str:
        return f"\n\n**{text.strip()}**\n\n"

    def convert_figcaption(self, element: Any, text: str, parent_tags: set[str]) -> str:
        return f"\n\n*{' '.join(text.split())}*\n\n"


def to_markdown(html: str) -> str:
    """CommonMark with tables, ending in one line break."""
    return str(_Converter(heading_style="ATX").convert(html)).strip() + "\n"
