"""The files that rows and documents name, on their way."""

import json
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import FileField

from cms.editions.models import Edition, Kind

from .archive import Archive, Writer
from .refusals import MoveRefused
from .rows import moved_models

FOLDER = "media/"


def write_media(writer: Writer) -> list[str]:
    """Copy every file that is named into the archive; returns the names of those that are lost."""
    seen, lost = set[str](), []
    for name in (*_named_by_rows(), *_named_by_documents()):
        if name in seen:
            continue
        seen.add(name)
        if default_storage.exists(name):
            with default_storage.open(name) as file:
                writer.copy(FOLDER + name, file)
        else:
            lost.append(name)
    return lost


def _named_by_rows() -> Iterator[str]:
    for model in moved_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField):
                names = model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
                yield from names.order_by("pk").iterator()


def _named_by_documents() -> Iterator[str]:
    """Editions name files for ever, also those that a picture's row has replaced since."""
    editions = Edition.objects.filter(thing__kind=Kind.IMAGE, redacted_at=None)
    documents = editions.values_list("document", flat=True)
    for stored in documents.order_by("pk").iterator():
        for source in json.loads(bytes(stored)).get("sources", ()):
            if name := _name_of(source["url"]):
                yield name


def _name_of(url: str) -> str | None:
    """The file behind an address. The folder's own address may have been another one in those days."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part not in ("", ".", "..")]
    names = ("/".join(parts[place:]) for place in range(len(parts)))
    return next((name for name in names if default_storage.exists(name)), None)


def media_members(archive: Archive) -> list[str]:
    """The files in an archive, each with a name that stays inside the folder, or a refusal."""
    members = [member for member in archive.manifest["members"] if member.startswith(FOLDER)]
    for member in members:
        name = member.removeprefix(FOLDER)
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or str(path) != name or ":" in name:
            raise MoveRefused(
                f"The archive names the file “{name}”, which would be written outside the folder."
            )
    return members


def read_media(archive: Archive, members: list[str]) -> None:
    """Copy the files to where this hub keeps its own. Equal ones are left alone, others never replaced."""
    for member in members:
        name, digest = member.removeprefix(FOLDER), archive.manifest["members"][member]
        if not default_storage.exists(name):
            with archive.open(member) as stream:
                _save(name, stream)
        elif _digest(name) != digest:
            raise MoveRefused(f"The file {name} is here already, and is another one. Move it away first.")


def _save(name: str, stream: Any) -> None:
    saved = default_storage.save(name, File(stream, name=name))
    if saved != name:
        raise MoveRefused(f"The file {name} could only be stored as {saved}. Move away what has its name.")


def _digest(name: str) -> str:
    with default_storage.open(name) as file:
        return file_digest(file, "sha256").hexdigest()
