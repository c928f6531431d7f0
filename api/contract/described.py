"""What a view says of itself for the contract. The rest it shows by what it does."""

from dataclasses import dataclass, replace
from typing import Any

JSON = "application/json"


@dataclass(frozen=True)
class Contract:
    """An operation's id, its summary, and the schema of its answer (none for text, or for nothing at all).

    `body` is the schema of what is sent, `fields` that of what `fields=` leaves of the answer, `others` are
    media types that `Accept` may ask for. In id, summary and schemas, {kind}, {a_kind}, {name} and {Kind} are
    those of the view's collection.
    """

    id: str
    summary: str
    schema: str | None
    media_type: str = JSON
    status: int = 200
    tag: str = "{name}"
    fields: str | None = None
    others: tuple[str, ...] = ()
    body: str | None = None

    def of(self, view: Any) -> "Contract":
        """With the words of this view's collection."""
        collection = getattr(view, "collection", None)
        if collection is None:
            return self
        words = {
            "kind": str(collection.kind),
            "a_kind": f"{'an' if collection.kind[0] in 'aeiou' else 'a'} {collection.kind}",
            "Kind": str(collection.kind).capitalize(),
            "name": collection.name,
        }
        return replace(
            self,
            id=self.id.format(**words),
            summary=self.summary.format(**words),
            schema=self.schema and self.schema.format(**words),
            tag=self.tag.format(**words),
            fields=self.fields and self.fields.format(**words),
        )
