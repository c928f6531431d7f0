"""The demo's plain texts as rich text, read as an imported text is."""

import re
from collections.abc import Mapping

from cms.importing.body import passages_html
from cms.importing.lines import clean_lines, group_lines
from cms.importing.passages import read_passages

# `[[walking|how to walk]]` links to the article of that key.
LINK = re.compile(r"\[\[([\w-]+)\|([^\]]+)\]\]")


def to_rich_text(text: str, *, headings: bool = False, pages: Mapping[str, int] | None = None) -> str:
    """Rich text as Wagtail stores it. `pages` holds the primary keys of the articles to link to."""
    html = passages_html(read_passages(group_lines(clean_lines(text))), headings=headings)
    return LINK.sub(lambda link: f'<a linktype="page" id="{(pages or {})[link[1]]}">{link[2]}</a>', html)
