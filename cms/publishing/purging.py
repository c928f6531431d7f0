"""Tells caches in front of the API and the site what changed: a follower of the ledger, by its own cursor.

The cursor is stored when the caches were asked, so that a process that dies between the two asks again. A
cache that does not answer is logged, not waited for: what it keeps, it keeps for a minute.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from wagtail.contrib.frontend_cache.utils import get_backends

from cms.editions.models import Kind, Thing

from .kinds import COLLECTIONS
from .lookups import addresses
from .models import Follower

BATCH = 100
NAMED = {**COLLECTIONS, Kind.DISCLAIMER: "disclaimers"}
"""What the API has a collection of: disclaimers have no slug, and are named by `content_id` alone."""
_WHOLE = ("/", ".html", ".md", ".txt", ".jsonld", "/editions/")
FORMS = {Kind.ARTICLE: (*_WHOLE, "/comments/"), Kind.GUIDE: _WHOLE}


def purge_changes() -> int:
    """Purge what was published since the last time, a batch of it. Returns how many things that was."""
    if not settings.WAGTAILFRONTENDCACHE:
        return 0
    Follower.objects.get_or_create(name="purge", defaults={"sequence": _head()})
    with transaction.atomic():
        follower = _locked().filter(name="purge").first()
        things = list(_changed(follower.sequence)) if follower else []
        if follower and things:
            purge_urls(list(dict.fromkeys(url for thing in things for url in urls_of(thing))))
            follower.sequence = things[-1].sequence or follower.sequence
            follower.save()
    return len(things)


def _locked() -> QuerySet[Follower]:
    """Of several schedulers one purges, and the others go on with their work."""
    can_skip = connection.features.has_select_for_update_skip_locked
    return Follower.objects.select_for_update(skip_locked=can_skip)


def purge_urls(urls: list[str]) -> None:
    """At once: Wagtail's own batch would leave it to a task, which may be lost."""
    for backend in get_backends(settings.WAGTAILFRONTENDCACHE).values():
        backend.purge_batch([url for url in urls if backend.invalidates_hostname(urlsplit(url).hostname)])


def urls_of(thing: Thing) -> Iterator[str]:
    """Every address at which the thing is shown by itself, and the first pages that list it."""
    names = names_of(thing)
    if collection := NAMED.get(Kind(thing.kind)):
        yield addresses().of_resource(f"{collection}/", thing.locale)
        for name in names:
            for form in FORMS.get(Kind(thing.kind), ("/", "/editions/")):
                yield addresses().of_resource(f"{collection}/{name}{form}", thing.locale)
    if thing.kind == Kind.SITE:
        yield addresses().of_resource("site/", thing.locale)
    if thing.url:
        yield thing.url
    yield f"{addresses().api}/changes/"


def names_of(thing: Thing) -> list[str]:
    """What stands for it in addresses."""
    return [str(thing.content_id), *(path.rpartition("/")[2] for path in _paths(thing))]


def _paths(thing: Thing) -> Iterator[str]:
    yield from thing.former_paths
    if thing.path:
        yield thing.path


def _changed(sequence: int) -> Iterator[Thing]:
    return Thing.objects.filter(sequence__gt=sequence).order_by("sequence")[:BATCH].iterator()


def _head() -> int:
    """Who begins to purge has nothing old to purge."""
    return Thing.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
