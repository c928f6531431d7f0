"""`fields=`: some of a document's top-level keys. What must never be missing stays whatever is asked for."""

import json
from collections.abc import Collection as Names
from dataclasses import dataclass
from functools import cache

from django.http import QueryDict

from cms.editions.listing import listed_keys
from cms.editions.schemas import load_schema

from .parameters import invalid

MEDIA_TYPE = "application/vnd.aftercare.fields+json"
"""So that nobody, and no generated client, takes a part of a document for the whole."""
ALWAYS = ("schema", "content_id", "locale", "edition", "disclaimers", "attribution")


@dataclass(frozen=True, slots=True)
class Fields:
    """The keys that a reader wants."""

    keys: frozenset[str]

    def choose(self, stored: bytes) -> bytes:
        """In the order of the whole, as canonical as it was."""
        chosen = {key: value for key, value in json.loads(stored).items() if key in self.keys}
        return json.dumps(chosen, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def fields_of_document(kind: str) -> tuple[str, ...]:
    """The keys that a document of this kind has."""
    return tuple(load_schema(f"{kind}.1.json")["properties"])


def fields_of_listing(kind: str) -> tuple[str, ...]:
    return listed_keys(kind)


def read_fields(query: QueryDict, known: Names[str]) -> Fields | None:
    """What `fields` asks for; none if everything is wanted. A key that is none is a problem."""
    text = query.get("fields")
    if text is None:
        return None
    names = text.split(",")
    for name in names:
        if name not in known:
            raise invalid("fields", f"There is no field “{name}” here. There is {', '.join(sorted(known))}.")
    return Fields(frozenset(names).union(ALWAYS))
