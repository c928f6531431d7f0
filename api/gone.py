"""What leaves a reader's sight is gone for that reader: what became of it is for others."""

import json

from cms.editions.canonical import Document, canonical_bytes, sha256_hex
from cms.editions.models import Audience, State
from cms.editions.services import format_time

from .reads import Changed


def as_gone(row: Changed) -> Changed:
    """The change that takes a thing back, with a notice made for it, which the ledger never had."""
    paths = list(dict.fromkeys([*json.loads(row.former_paths), *([row.path] if row.path else [])]))
    notice = canonical_bytes(_notice(row, paths))
    return row._replace(
        state=State.GONE,
        url=None,
        former_paths=json.dumps(paths, ensure_ascii=False),
        digest=sha256_hex(notice),
        because='{"reason":"self"}',
        kid=None,
        signature="",
        document=None if row.document is None else notice,
    )


def _notice(row: Changed, paths: list[str]) -> Document:
    """It says nothing but that the thing is gone."""
    at = format_time(row.changed_at)
    unsaid = ("title", "contact", "reason", "severity", "withdrawn_at", "successor")
    return {
        "schema": "notice/1",
        "content_id": str(row.content_id),
        "locale": row.locale,
        "edition": row.number,
        "audience": Audience.PUBLIC,
        "kind": row.kind,
        "state": State.GONE,
        "former_paths": paths,
        "notice": "",
        "published_at": at,
        "updated_at": at,
        **dict.fromkeys(unsaid),
    }
