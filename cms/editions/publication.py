"""What is handed to the ledger, and what the ledger says when it cannot take it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from .canonical import Document, canonical_bytes, sha256_hex
from .models import Route, State


class OutsideUnit(RuntimeError):
    """An edition was published outside a transaction that holds the ledger's lock."""


class RouteTaken(ValueError):
    """Another thing has, or once had, this path."""

    def __init__(self, route: Route) -> None:
        self.route = route
        super().__init__(f"The address “{route.path}” belongs to “{route.thing.title}”. Choose another slug.")


@dataclass(frozen=True, order=True)
class Included:
    """A thing that a document holds, or, with `number` none, wants and cannot have yet."""

    content_id: UUID
    locale: str
    role: str
    number: int | None


@dataclass(frozen=True)
class Publication:
    """What is to be published: content without stamps, its path, what it includes, and why.

    `content` is a document of `schema/` less `edition`, `published_at` and `updated_at`. `fresh_until` is the
    moment from which it may be wrong for a reason that the content does not tell, such as a scheduled change.
    """

    content: Document
    path: str | None
    included: tuple[Included, ...]
    because: dict[str, Any]
    fresh_until: datetime | None = None

    @property
    def kind(self) -> str:
        return str(self.content.get("kind") or self.content["schema"].partition("/")[0])

    @property
    def state(self) -> str:
        return str(self.content["state"]) if "state" in self.content else State.PUBLISHED

    @property
    def key(self) -> tuple[UUID, str]:
        return UUID(self.content["content_id"]), str(self.content["locale"])

    @cached_property
    def content_digest(self) -> str:
        return sha256_hex(canonical_bytes(self.content))
