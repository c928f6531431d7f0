"""The closed JSON Schemas under `schema/`, and the check that every document passes when it is stored."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from .canonical import Document

FOLDER = Path(__file__).parent / "schema"


class InvalidDocument(ValueError):
    """A document does not match its schema; `place` is the path to the first value that does not."""

    def __init__(self, schema: str, place: tuple[str | int, ...], message: str) -> None:
        self.place = place
        super().__init__(f"{schema} at /{'/'.join(map(str, place))}: {message}")


def load_schema(name: str) -> dict[str, Any]:
    """The schema of a file: `article.1.json`, `blocks.json`, `common.json`."""
    loaded: dict[str, Any] = json.loads((FOLDER / name).read_text())
    return loaded


@cache
def _validator(schema: str) -> Any:
    resources = [(path.name, load_schema(path.name)) for path in FOLDER.glob("*.json")]
    registry = jsonschema_rs.Registry(resources)
    name = f"{schema.replace('/', '.')}.json"
    return jsonschema_rs.Draft202012Validator(load_schema(name), registry=registry, validate_formats=True)


def check_document(document: Document) -> None:
    """Raise `InvalidDocument` unless the document matches the schema that it names."""
    try:
        _validator(document["schema"]).validate(document)
    except jsonschema_rs.ValidationError as error:
        inner = _innermost(error)
        raise InvalidDocument(document["schema"], tuple(inner.instance_path), inner.message) from error


def _innermost(error: Any) -> Any:
    """Of a union, what is wrong with the member that was meant: the one with the fewest errors."""
    members = [errors for errors in getattr(error.kind, "context", ()) if errors]
    return _innermost(min(members, key=len)[0]) if members else error
