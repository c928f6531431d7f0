"""The closed JSON Schemas under `schema/`, and the check that every document passes when it is stored."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from .canonical import Document

FOLDER = Path(__file__).parent / "schema"


class InvalidDocument(ValueError):
    """A document does not match its schema; the message names the first place that does not."""


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
        place = "/".join(str(step) for step in error.instance_path)
        raise InvalidDocument(f"{document['schema']} at /{place}: {error.message}") from error
