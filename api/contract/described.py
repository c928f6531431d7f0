"""What a view says of itself for the contract. The rest it shows by what it does."""

from dataclasses import dataclass
from typing import Any

JSON = "application/json"


@dataclass(frozen=True)
class Contract:
    """An operation's id, its summary, and the schema of its answer (none for text).

    In id, summary and schema, {kind}, {name} and {Kind} are those of the view's collection.
    """

    id: str
    summary: str
    schema: str | None
    media_type: str = JSON
    status: int = 200
    tag: str = "{name}"

    def of(self, view: Any) -> "Contract":
        """With the words of this view's collection."""
        collection = getattr(view, "collection", None)
        if collection is None:
            return self
        words = {
            "kind": str(collection.kind),
            "Kind": str(collection.kind).capitalize(),
            "name": collection.name,
        }
        return Contract(
            id=self.id.format(**words),
            summary=self.summary.format(**words),
            schema=self.schema and self.schema.format(**words),
            media_type=self.media_type,
            status=self.status,
            tag=self.tag.format(**words),
        )
