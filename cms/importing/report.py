"""What an import tells whoever ran it, in aligned lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten

from django.conf import settings
from django.urls import reverse

from cms.articles.models import ArticlePage

from .parts import FoundPart, Outcome
from .services import Imported, Result
from .source import Form, LeftOut, NumberedItem, Passage, SourceArticle, plain_text

LABEL_WIDTH = 14
LONGEST_EXCERPT = 68
NAMES = {Form.HEADING: "heading", Form.PARAGRAPH: "paragraph", Form.BULLETS: "list"}
RESULTS = {
    Result.CREATED: "a new one",
    Result.UPDATED: "imported before, and now updated",
    Result.UNCHANGED: "imported before; nothing in the source has changed",
    Result.EDITED: (
        "imported before, and worked on since: it was left as it is. Edit it there, "
        "or import the source once more as an article of its own, with --key"
    ),
}
OUTCOMES = {
    Outcome.MADE: "new in the library",
    Outcome.REUSED: "from the library, as it is",
    Outcome.OVERRIDDEN: "from the library; the source's own words stand in this article only",
}


def report(source: SourceArticle, imported: Imported) -> Iterator[str]:
    yield from _recognised(source)
    yield from _listed("Left out", map(_left_out_line, source.left_out))
    yield from _listed("Please check", source.notes)
    yield ""
    yield _line("Article", RESULTS[imported.result])
    yield from _listed("Library", map(_part_line, imported.parts))
    yield from _addresses(imported)


def _recognised(source: SourceArticle) -> Iterator[str]:
    yield _line("Title", source.title)
    yield _line("Introduction", _counted(source.introduction))
    yield from _listed("Benefits", (f"{item.number}. {item.title}" for item in source.benefits))
    yield _line("Care path", _counted(source.care_path))
    yield _line("Disclaimer", _excerpt(plain_text(source.disclaimer)) or "none")
    yield _line("Comments", "open; each waits for approval" if source.comments_open else "closed")


def _addresses(imported: Imported) -> Iterator[str]:
    page = imported.page
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    yield _line("Edit it", f"{settings.WAGTAILADMIN_BASE_URL}{edit}")
    yield _line("Published", _publication(page))


def _publication(page: ArticlePage) -> str:
    if not page.live:
        return "no; it is a draft"
    return f"{page.full_url}{' (without the changes of its draft)' if page.has_unpublished_changes else ''}"


def _counted(parts: Sequence[Passage | NumberedItem]) -> str:
    """In words: "1 paragraph", "1 heading, 3 steps", or "none"."""
    names = ["step" if isinstance(part, NumberedItem) else NAMES[part.form] for part in parts]
    counts = Counter(names).items()
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts) or "none"


def _left_out_line(left: LeftOut) -> str:
    return f"line {left.line_number}, “{_excerpt(left.line)}”: {left.reason}"


def _part_line(found: FoundPart) -> str:
    state = "live" if found.part.live else "draft"
    return f"{found.part.title} ({found.part.kind}, {state}): {OUTCOMES[found.outcome]}"


def _excerpt(text: str) -> str:
    return shorten(text, LONGEST_EXCERPT, placeholder=" …")


def _listed(label: str, lines: Iterable[str]) -> Iterator[str]:
    """One line for each, the label beside the first."""
    for place, line in enumerate(lines):
        yield _line("" if place else label, line)


def _line(label: str, text: str) -> str:
    return f"{label:<{LABEL_WIDTH}}{text}"
