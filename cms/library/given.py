"""What a compile is given, so that it need ask nobody: neither the ledger, nor the clock, nor a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

Document = dict[str, Any]
Key = tuple[UUID, str]


@dataclass(frozen=True)
class Addresses:
    """The public base addresses, which are part of every document. None ends with a slash."""

    site: str
    api: str
    default_locale: str

    def of_home(self, locale: str) -> str:
        """The site's home page in a language."""
        return f"{self.site}/" if locale == self.default_locale else f"{self.site}/{locale}/"

    def of_page(self, path: str, locale: str) -> str:
        """Where readers find a path of a locale on the site."""
        return f"{self.of_home(locale)}{path}/"

    def of_resource(self, name: str, locale: str) -> str:
        """Where programs find a resource of the API: `articles/asthma/`, `articles/asthma.md`."""
        query = "" if locale == self.default_locale else f"?locale={locale}"
        return f"{self.api}/{name}{query}"


@dataclass(frozen=True)
class Given:
    """All that a compile may know beside the page or part itself.

    `parts` holds the documents of everything live that it may use or point to, by (`content_id`, `locale`);
    what is not in it is not live. `notices` holds those of withdrawn benefits that are to be announced.
    `links` holds the address of each page that rich text links to, by primary key.
    `disclaimers` names those that belong on it. `reviewed_digest` is the `words_digest` that the last review
    saw; none means that it saw these words.
    """

    addresses: Addresses
    site: Document
    parts: Mapping[Key, Document] = field(default_factory=dict)
    notices: Mapping[Key, Document] = field(default_factory=dict)
    links: Mapping[int, str] = field(default_factory=dict)
    disclaimers: tuple[UUID, ...] = ()
    former_paths: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    reviewed_digest: str | None = None
    overdue: bool = False

    def find(self, content_id: UUID, locale: str) -> Document | None:
        """The live document in this language, or else in the default one."""
        return self.parts.get((content_id, locale)) or self.parts.get(
            (content_id, self.addresses.default_locale)
        )


def part_of(document: Document) -> Document:
    """The shape that names an edition of a thing everywhere."""
    return {key: document[key] for key in ("content_id", "locale", "edition")}
