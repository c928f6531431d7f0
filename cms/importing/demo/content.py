"""The demo content as it is written: a folder for each language, a file for each article."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

Entry = dict[str, Any]

FOLDER = Path(__file__).parent
PICTURES = FOLDER / "pictures"
LANGUAGES = ("en", "es")
_NAMESPACE = UUID("6f0c4d0e-3b0e-5d0a-9f3e-0c1f1a4b7d52")


def read_library(lang: str) -> dict[str, Any]:
    """What the language's articles share: site, people, topics, disclaimers and benefits."""
    return {**_read(FOLDER / lang / "library.toml"), "benefits": _read(FOLDER / lang / "benefits.toml")}


def read_articles(lang: str) -> Mapping[str, Entry]:
    """The language's articles by the key that they share with their translations."""
    paths = sorted((FOLDER / lang / "articles").glob("*.toml"))
    return {path.stem: _read(path) for path in paths}


def read_guides(lang: str) -> Mapping[str, Entry]:
    """The language's guides by key; none where there are too few articles to lead through."""
    path = FOLDER / lang / "guides.toml"
    return _read(path) if path.exists() else {}


def content_id(kind: str, key: str) -> UUID:
    """One identity in all languages, and on every machine."""
    return uuid5(_NAMESPACE, f"{kind}/{key}")


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
