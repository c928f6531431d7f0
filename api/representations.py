"""Forms of articles and guides other than JSON: thin wrappings of stored fields, disclaimers and all."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from cms.editions.canonical import Document

from .answers import Answer, composed
from .json_ld import to_json_ld
from .plain_text import to_text
from .reads import Found
from .things import cache_tags

# A title is plain words, whatever marks of Markdown or tags they look like.
_MARKS = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)")
_POLICY = ("Content-Security-Policy", "default-src 'none'; img-src *; sandbox allow-popups")


@dataclass(frozen=True)
class Representation:
    """A form of a page: its name, what follows the page's in the address, and how it is written."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Document], str]
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def is_text(self) -> bool:
        return self.media_type.startswith("text/")

    def answer(self, document: Document, found: Found) -> Answer:
        """With a link to the page that this is a copy of, for search engines and readers."""
        resource = document["links"]["self"].partition("?")[0].rstrip("/")
        query = "" if found.locale == settings.LANGUAGE_CODE else f"?locale={found.locale}"
        return composed(
            self.write(document).encode(),
            content_type=f"{self.media_type}; charset=utf-8" if self.is_text else self.media_type,
            modified=found.updated_at,
            fresh_until=found.fresh_until,
            headers=(
                ("Link", f'<{document["url"]}>; rel="canonical"'),
                ("Content-Location", f"{resource}.{self.suffix}{query}"),
                *self.headers,
                *cache_tags(found),
            ),
        )


def _write_html(document: Document) -> str:
    return str(document["body_html"])


def _write_markdown(document: Document) -> str:
    title = _MARKS.sub(r"\\\g<0>", document["title"])
    return f"# {title}\n\n{document['body_markdown']}"


def _write_text(document: Document) -> str:
    title = document["title"]
    return f"{title}\n{'#' * len(title)}\n\n{to_text(document['body_html'])}"


REPRESENTATIONS = (
    Representation("html", "html", "text/html", _write_html, (_POLICY,)),
    Representation("markdown", "md", "text/markdown", _write_markdown),
    Representation("text", "txt", "text/plain", _write_text),
    Representation("json_ld", "jsonld", "application/ld+json", to_json_ld),
)
