"""The end of a unit: everything noted is compiled, stored, and carried on to whatever includes it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from cms.editions.models import Edition, Kind, Ledger, State, Thing
from cms.editions.publication import Publication
from cms.editions.schemas import InvalidDocument
from cms.editions.services import RouteTaken, lock_ledger, publish_editions
from cms.library.given import Document, Key
from cms.library.models import SiteProfile

from .ahead import prepare_many
from .cascade import Background, carry_on
from .compile import record_review
from .coverage import require_coverage, require_kept, require_replacement
from .kinds import kinds_of
from .notices import prepare_notice
from .refusals import PublishRefused, require_complete, require_default_profile
from .services import mark_restored
from .work import Work, WorkList

SELF: Document = {"reason": "self"}


def publish_noted(noted: Mapping[Key, Document], background: Background | None = None) -> list[Edition]:
    """Publish all that was noted and all that follows from it; what is equal to the ledger stores nothing.

    Raises `PublishRefused`; the unit around it then rolls everything back.
    """
    ledger, now = lock_ledger(), timezone.now()
    work, editions = WorkList(), list[Edition]()
    because = {**_missing_profiles(), **noted}
    for key, kind in kinds_of(because).items():
        work.add(Work(kind, key, because[key]))
    while batch := work.pop_batch():
        stored = _publish_batch(ledger, batch, now, background)
        carry_on(work, stored, background)
        editions += stored
    return editions


def _missing_profiles() -> dict[Key, Document]:
    """The clinic's profiles, before the first of them is in the ledger: every document names the clinic."""
    if Thing.objects.filter(kind=Kind.SITE).exists():
        return {}
    profiles = SiteProfile.objects.filter(live=True).select_related("locale")
    return {(profile.content_id, profile.locale.language_code): SELF for profile in profiles}


def _publish_batch(
    ledger: Ledger, batch: list[Work], now: datetime, background: Background | None
) -> list[Edition]:
    """Work of one kind: what is live is published, of what is not a notice is left."""
    prepared = prepare_many(batch, background.ahead if background else {})
    mark_restored(prepared, now)
    gone = (_prepare_gone(work) for work in batch if work.key not in prepared)
    publications = [*(each.publication for each in prepared.values()), *(each for each in gone if each)]
    for publication in publications:
        require_coverage(publication)
    editions = _store(ledger, publications, now)
    for each in prepared.values():
        record_review(each.item, each.resolved, each.publication.content)
    return editions


def _store(ledger: Ledger, publications: list[Publication], now: datetime) -> list[Edition]:
    try:
        return [edition for edition in publish_editions(ledger, publications, at=now) if edition]
    except RouteTaken as error:
        raise PublishRefused(str(error)) from error
    except InvalidDocument:
        for publication in publications:
            require_complete(publication.content)
        raise


def _prepare_gone(work: Work) -> Publication | None:
    content_id, locale = work.key
    thing = Thing.objects.filter(content_id=content_id, locale=locale, current__isnull=False).first()
    if thing is None:
        return None
    if thing.kind == Kind.DISCLAIMER:
        require_replacement(thing)
        require_kept(thing)
    if thing.kind == Kind.SITE and thing.state == State.PUBLISHED:
        require_default_profile(thing)
    return prepare_notice(thing, work.because)
