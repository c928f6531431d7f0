"""`build`: the whole site as a new release, shown at once when it is complete."""

import logging
from collections.abc import Iterable

from frontend.addresses import Addresses
from frontend.client import Hub
from frontend.contents import Contents
from frontend.files import File, Maker
from frontend.mirror import Mirror
from frontend.options import Options
from frontend.release import Release, Releases
from frontend.search import write_search_index
from frontend.templating import Renderer

logger = logging.getLogger(__name__)


def build(options: Options, hub: Hub) -> Release:
    """Read all that the hub publishes into a new mirror, write every file, then switch to it."""
    releases = Releases(options.out)
    with releases.building():
        release = releases.begin()
        try:
            _write_release(release, options, hub)
        except BaseException:
            releases.discard(release)
            raise
        releases.switch(release)
    return release


def _write_release(release: Release, options: Options, hub: Hub) -> None:
    with Mirror(release.mirror) as mirror:
        fill_mirror(mirror, hub, options)
        count = write_files(release, make_files(mirror, options).values())
        write_search_index(release)
    logger.info("Release %s: %s files in %s", release.number, count, options.out / "current")


def fill_mirror(mirror: Mirror, hub: Hub, options: Options) -> None:
    site = hub.site()
    with mirror.transaction():
        mirror.set_note("fingerprint", options.fingerprint)
        mirror.set_note("default_locale", site["locale"])
        mirror.store(site, kind="site")
        for page in hub.all_changes():
            for change in page.changes:
                mirror.store(change["document"], kind=change["kind"])
            mirror.set_note("cursor", page.cursor)


def make_files(mirror: Mirror, options: Options) -> dict[str, File]:
    """All files of the site as the mirror is now, by name; none is made until its content is asked for."""
    default_locale = mirror.note("default_locale")
    addresses = Addresses(options.site_url, options.api_url, default_locale)
    contents = Contents(mirror.listings(), default_locale=default_locale)
    return Maker(contents, mirror, Renderer(addresses, templates=options.templates)).files()


def write_files(release: Release, files: Iterable[File]) -> int:
    """How many files were written: those that are as they should be are left alone."""
    written = 0
    for file in files:
        content = file.content()
        written += release.write(file.name, content.encode() if isinstance(content, str) else content)
    return written
