"""Publications prepared perhaps before the ledger is locked, and then kept only if they still hold.

Compiling is most of the work. What a background worker compiles ahead of the lock, it uses under the lock if
the row and everything that the ledger says of its parts are what they were.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cms.editions.models import Kind
from cms.editions.publication import Publication
from cms.library.given import Key

from .compile import prepare_publication, resolve_items
from .kinds import find_live, find_stamps, stamp_of
from .resolve import Resolved, find_bases
from .work import Work


@dataclass(frozen=True, eq=False)
class Prepared:
    """A live item's publication, and what it was compiled from."""

    item: Any
    stamp: tuple[object, ...]
    resolved: Resolved | None
    publication: Publication


def prepare_many(batch: Sequence[Work], ahead: Mapping[Key, Prepared]) -> dict[Key, Prepared]:
    """The publications of those that are live, by key. Raises `PublishRefused` if one may not be."""
    kept = _still_true(batch, ahead)
    missing = [work for work in batch if work.key not in kept]
    return kept | _prepare(missing)


def _prepare(batch: Sequence[Work]) -> dict[Key, Prepared]:
    if not batch:
        return {}
    rows = find_live(batch[0].kind, [work.key for work in batch])
    live = [work for work in batch if work.key in rows]
    found = resolve_items([rows[work.key] for work in live])
    return {
        work.key: Prepared(
            item=rows[work.key],
            stamp=stamp_of(rows[work.key]),
            resolved=resolved,
            publication=prepare_publication(rows[work.key], resolved, work.because),
        )
        for work, resolved in zip(live, found, strict=True)
    }


def _still_true(batch: Sequence[Work], ahead: Mapping[Key, Prepared]) -> dict[Key, Prepared]:
    known = [(work.key, ahead[work.key]) for work in batch if work.key in ahead]
    candidates = {key: (each, each.resolved) for key, each in known if each.resolved}
    if not candidates:
        return {}
    stamps = find_stamps(batch[0].kind, candidates)
    bases = find_bases([resolved.named for _, resolved in candidates.values()])
    return {
        key: each
        for (key, (each, resolved)), basis in zip(candidates.items(), bases, strict=True)
        if each.stamp == stamps.get(key) and resolved.basis == basis
    }


def compile_ahead(batch: Sequence[Work]) -> dict[Key, Prepared]:
    """Publications made without the lock. Images and clinics hold nothing, and are made under it."""
    return {} if not batch or batch[0].kind in (Kind.IMAGE, Kind.SITE) else _prepare(batch)
