"""A whole hub, rows and files and the ledger, into one file, and out of it into another database."""

from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from cms.editions.audit import audit_ledger, count_ledger
from cms.editions.models import Ledger
from cms.editions.snapshot import snapshot

from .archive import Archive, Writer, create, open_archive
from .media import media_members, read_media, write_media
from .refusals import MoveRefused
from .rows import Model, moved_models, read_rows, write_rows
from .target import applied_migrations, clear, finish_tables, refuse_other_schema, refuse_unless_empty


def export_hub(path: Path) -> tuple[str, list[str]]:
    """Write the hub as it is at one moment; returns what was written, and the files that are lost."""
    with snapshot(), create(path) as writer:
        counts = {model._meta.label_lower: _write(writer, model) for model in moved_models()}
        lost = write_media(writer)
        writer.finish({"migrations": applied_migrations(), "counts": counts, "ledger": _ledger_head()})
        return (
            f"{sum(counts.values())} rows, {len(writer.digests) - len(counts)} files, {count_ledger()}",
            lost,
        )


def import_hub(path: Path) -> str:
    """Put an archive into this database, all of it or nothing; returns what is here now.

    Raises `MoveRefused`.
    """
    with open_archive(path) as archive:
        manifest, media = archive.manifest, media_members(archive)
        refuse_other_schema(manifest["migrations"])
        with transaction.atomic():
            refuse_unless_empty()
            clear()
            _read_all(archive, manifest["counts"])
            _refuse_wrong_ledger(manifest["ledger"])
            read_media(archive, media)
        return f"{sum(manifest['counts'].values())} rows, {len(media)} files, {count_ledger()}"


def _member(label: str) -> str:
    return f"rows/{label}.jsonl"


def _write(writer: Writer, model: Model) -> int:
    with writer.member(_member(model._meta.label_lower)) as stream:
        return write_rows(model, stream)


def _read_all(archive: Archive, counts: dict[str, int]) -> None:
    models = moved_models()
    if {model._meta.label_lower for model in models} != set(counts):
        raise MoveRefused("The archive does not hold the tables of this database.")
    for model in models:
        label = model._meta.label_lower
        with archive.lines(_member(label)) as lines:
            count = read_rows(model, lines)
        if count != counts[label]:
            raise MoveRefused(
                f"The archive holds {count} rows of {label}; its manifest tells {counts[label]}."
            )
    finish_tables(models)


def _ledger_head() -> dict[str, Any]:
    return Ledger.objects.values("sequence", "chain").first() or {"sequence": 0, "chain": ""}


def _refuse_wrong_ledger(told: dict[str, Any]) -> None:
    """Every digest and the whole chain are taken again from what is stored here now."""
    found = [str(finding) for finding in islice(audit_ledger(), 3)]
    if _ledger_head() != told:
        found.insert(0, "The ledger does not end where the manifest tells.")
    if found:
        raise MoveRefused(
            "The ledger in the archive is not whole. Run verify_editions --repair where it comes from. "
            + " ".join(found)
        )
