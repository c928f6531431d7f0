"""The schemas of the contract: those that every document was checked by, and the API's own."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from cms.editions.listing import listed_keys
from cms.editions.models import Kind
from cms.editions.schemas import load_schema

from ..fields import ALWAYS

Schema = dict[str, Any]

_OWN = Path(__file__).parent / "api.json"
_FILES = {f"{kind}.1.json": str(kind).capitalize() for kind in (*Kind.values, "notice")}
_SHARED = ("common.json", "blocks.json")
_LISTED = (Kind.ARTICLE, Kind.GUIDE, Kind.BENEFIT, Kind.DISCLAIMER, Kind.TOPIC, Kind.PERSON)
_PLACE = "#/components/schemas/"
# A disclaimer is a kind of document too, which has the plain name.
_RENAMED = {"Disclaimer": "ShownDisclaimer"}


@cache
def components() -> dict[str, Schema]:
    """Every schema by its name in the contract."""
    schemas = {name: _document(file) for file, name in _FILES.items()}
    for file in _SHARED:
        schemas.update(_definitions(load_schema(file)))
    schemas.update(_definitions(json.loads(_OWN.read_text(encoding="utf-8"))))
    _discriminate(schemas["Block"])
    for kind in _LISTED:
        name = str(kind).capitalize()
        schemas[f"{name}Listing"] = _listing(kind, schemas[name])
        schemas[f"{name}ListingPage"] = _page(f"{name}Listing")
        schemas[f"{name}ListingFields"] = _fields(schemas[f"{name}Listing"])
        schemas[f"{name}ListingFieldsPage"] = _page(f"{name}ListingFields")
        if kind not in (Kind.ARTICLE, Kind.GUIDE):
            schemas[f"{name}Detail"] = _with(schemas[name], "used_by", "UsedBy")
            schemas[f"{name}DetailFields"] = _fields(schemas[f"{name}Detail"])
    schemas["SearchPage"] = _search_page(schemas)
    for name in ("Article", "Guide", "Site"):
        schemas[f"{name}Fields"] = _fields(schemas[name])
    schemas["EditionPage"] = _page("EditionEntry")
    for name in ("Comment", "Delivery", "Usage", "Acknowledgement"):
        schemas[f"{name}Page"] = _page(name)
    return dict(sorted(schemas.items()))


def _document(file: str) -> Schema:
    schema: Schema = _rewrite(load_schema(file))
    described = {"description": schema["title"], **schema}
    # Generated clients name classes by titles, where there are any: the schema's own name says more.
    return {key: value for key, value in described.items() if key not in ("$schema", "$id", "title")}


def _definitions(schema: Schema) -> dict[str, Schema]:
    return {_RENAMED.get(name, name): _rewrite(each) for name, each in schema["$defs"].items()}


def _rewrite(value: Any) -> Any:
    """The same schema with every reference leading to its place in the contract."""
    if isinstance(value, dict):
        return {key: _refer(each) if key == "$ref" else _rewrite(each) for key, each in value.items()}
    return [_rewrite(each) for each in value] if isinstance(value, list) else value


def _refer(reference: str) -> str:
    file, _, name = reference.partition("#/$defs/")
    return f"{_PLACE}{_RENAMED.get(name, name) or _FILES[file]}"


def _discriminate(block: Schema) -> None:
    """Generated clients tell blocks apart by `type`."""
    names = [each["$ref"].removeprefix(_PLACE) for each in block["oneOf"]]
    mapping = {name.removesuffix("Block").lower(): f"{_PLACE}{name}" for name in names}
    block["discriminator"] = {"propertyName": "type", "mapping": mapping}


def _listing(kind: str, document: Schema) -> Schema:
    """The short form: some of the document's properties, with disclaimers in short."""
    properties = {key: document["properties"][key] for key in listed_keys(kind)}
    if "disclaimers" in properties:
        short = {"$ref": f"{_PLACE}ListedDisclaimer"}
        properties["disclaimers"] = {**properties["disclaimers"], "items": short}
    about = f"{document['description']}, in short"
    return {**document, "description": about, "properties": properties, "required": list(properties)}


def _search_page(schemas: dict[str, Schema]) -> Schema:
    """A page whose results are listings of any kind, and what was found in them."""
    mapping = {}
    for kind in _LISTED:
        name = f"{str(kind).capitalize()}Hit"
        schemas[name] = _with(schemas[f"{str(kind).capitalize()}Listing"], "highlights", "Highlights")
        mapping[f"{kind}/1"] = f"{_PLACE}{name}"
    schemas["Hit"] = {
        "oneOf": [{"$ref": place} for place in mapping.values()],
        "discriminator": {"propertyName": "schema", "mapping": mapping},
    }
    page = _page("Hit")
    counts = {
        "total": {"type": "integer", "minimum": 0},
        "topics": {"type": "array", "items": {"$ref": f"{_PLACE}TopicCount"}},
    }
    return {
        **page,
        "properties": {**page["properties"], **counts},
        "required": [*page["required"], *counts],
    }


def _with(document: Schema, name: str, schema: str) -> Schema:
    properties = {**document["properties"], name: {"$ref": f"{_PLACE}{schema}"}}
    return {**document, "properties": properties, "required": [*document["required"], name]}


def _fields(document: Schema) -> Schema:
    """Of the same properties only those are sure that `fields` cannot leave out."""
    always = [name for name in document["required"] if name in ALWAYS]
    about = f"{document['description']}: the fields that were asked for"
    return {**document, "description": about, "required": always}


def _page(name: str) -> Schema:
    link = {"type": ["string", "null"], "format": "uri"}
    results = {"type": "array", "items": {"$ref": f"{_PLACE}{name}"}}
    return {
        "type": "object",
        "properties": {"next": link, "previous": link, "results": results},
        "required": ["next", "previous", "results"],
        "additionalProperties": False,
    }
