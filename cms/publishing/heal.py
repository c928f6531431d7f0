"""Compares everything live, and everything published, with the ledger, and publishes what differs."""

import logging
from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from cms.editions.models import Kind, Thing
from cms.library.given import Document, Key
from cms.library.models import Image
from cms.library.presets import make_presets

from .kinds import ANY_LOCALE, MODELS
from .lookups import find_site
from .refusals import PublishRefused
from .unit import unit

logger = logging.getLogger(__name__)
BATCH = 20


def heal() -> tuple[int, list[str]]:
    """How many editions were missing and are stored now, and why others were refused."""
    # A new version of the program may offer pictures in more sizes.
    for image in Image.objects.iterator():
        make_presets(image)
    because = {"reason": "repair" if _addresses_are_the_ledgers() else "settings"}
    stored, refusals = 0, list[str]()
    keys = _all_keys()
    while batch := list(islice(keys, BATCH)):
        count, refused = publish_keys(dict.fromkeys(batch, because))
        stored += count
        refusals += refused
    return stored, refusals


def publish_keys(noted: dict[Key, Document]) -> tuple[int, list[str]]:
    """Publish these in one unit, or, if one of them is refused or faulty, each alone.

    A faulty one is logged and reported like a refused one, so that it does not hold up the others. A database
    that fails is nobody's fault here: that is raised.
    """
    try:
        with unit() as work:
            for (content_id, locale), because in noted.items():
                work.note(content_id, locale, because)
        return len(work.editions), []
    except PublishRefused as refusal:
        if len(noted) == 1:
            return 0, [str(refusal)]
    except DatabaseError:
        raise
    except Exception as fault:
        if len(noted) == 1:
            logger.exception("A publication failed and was rolled back.")
            return 0, [f"{next(iter(noted))}: {fault}"]
    alone = [publish_keys({key: because}) for key, because in noted.items()]
    return sum(count for count, _ in alone), [reason for _, reasons in alone for reason in reasons]


def _all_keys() -> Iterator[Key]:
    """Everything live and everything in the ledger, once each, in compiling order."""
    for kind in MODELS:
        things = Thing.objects.filter(kind=kind, current__isnull=False).values_list("content_id", "locale")
        yield from dict.fromkeys([*_live_keys(kind), *things])


def _live_keys(kind: str) -> list[tuple[UUID, str]]:
    rows = MODELS[kind]._default_manager.all()
    if kind == Kind.IMAGE:
        return [(content_id, ANY_LOCALE) for content_id in rows.values_list("content_id", flat=True)]
    return list(rows.filter(live=True).values_list("translation_key", "locale__language_code"))


def _addresses_are_the_ledgers() -> bool:
    site = find_site(settings.LANGUAGE_CODE)
    return site["url"] == f"{settings.SITE_URL}/" and site["links"]["self"].startswith(f"{settings.API_URL}/")
