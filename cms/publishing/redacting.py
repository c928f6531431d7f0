"""Destroys editions with the files that only they name, and tells the caches that kept them."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from urllib.parse import unquote

from django.conf import settings

from cms.editions.models import Edition, Kind, Thing
from cms.editions.redaction import redact_editions
from cms.library.models import Image, Rendition

from .lookups import addresses
from .purging import NAMED, names_of, purge_urls


def redact(editions: Sequence[Edition], at: datetime) -> list[str]:
    """Returns the names of the files that went with them."""
    named = set(_files_of(each for each in editions if each.thing.kind == Kind.IMAGE))
    redact_editions(editions, at)
    lost = sorted(named - _kept(named))
    storage = Image._meta.get_field("file").storage
    for name in lost:
        storage.destroy(name)
    purge_urls([url for edition in editions for url in _urls_of(edition.thing, edition.number)])
    return lost


def _kept(named: Collection[str]) -> set[str]:
    """Those of these files that a row, or an edition that stands, names."""
    kept: set[str] = set()
    for model in (Image, Rendition) if named else ():
        kept |= set(model._default_manager.filter(file__in=named).values_list("file", flat=True))
    if named:
        standing = Edition.objects.filter(thing__kind=Kind.IMAGE, redacted_at=None)
        kept |= set(_files_of(standing.select_related("thing").iterator()))
    return kept


def _files_of(images: Iterable[Edition]) -> Iterator[str]:
    for edition in images:
        for source in json.loads(bytes(edition.document)).get("sources", ()):
            if source["url"].startswith(settings.MEDIA_URL):
                yield unquote(source["url"].removeprefix(settings.MEDIA_URL))


def _urls_of(thing: Thing, number: int) -> Iterator[str]:
    if collection := NAMED.get(Kind(thing.kind)):
        for name in names_of(thing):
            yield addresses().of_resource(f"{collection}/{name}/editions/{number}/", thing.locale)
