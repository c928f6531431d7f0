"""`build`: the whole site as a new release, shown at once when it is complete."""

import logging
from collections.abc import Iterable

from frontend.addresses import Addresses
from frontend.client import Hub
from frontend.files import Maker
from frontend.mirror import Mirror
from frontend.mirror.due import Target
from frontend.options import Options
from frontend.release import Release, Releases
from frontend.search import write_search_index
from frontend.targets import Targets
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
    with Mirror(release.mirror, new=True) as mirror:
        fill_mirror(mirror, hub, options)
        maker = make_maker(mirror, options)
        count = write_files(release, maker, Targets(maker.addresses).all(mirror))
        write_search_index(release)
    logger.info("Release %s: %s files in %s", release.number, count, options.out / "current")


def fill_mirror(mirror: Mirror, hub: Hub, options: Options) -> None:
    """Page by page, so that no more than one is in memory."""
    site = hub.site()
    with mirror.transaction():
        mirror.set_note("fingerprint", options.fingerprint)
        mirror.set_note("default_locale", site["locale"])
        mirror.store(site, kind="site")
    for page in hub.all_changes():
        with mirror.transaction():
            for change in page.changes:
                mirror.store(change["document"], kind=change["kind"])
            mirror.set_note("cursor", page.cursor)
    with mirror.transaction():
        mirror.lists.number_all()


def make_maker(mirror: Mirror, options: Options) -> Maker:
    addresses = Addresses(options.site_url, options.api_url, mirror.note("default_locale"))
    return Maker(mirror, Renderer(addresses, templates=options.templates))


def write_files(release: Release, maker: Maker, targets: Iterable[Target]) -> int:
    """How many files were written or removed: those that are as they should be are left alone."""
    changed = 0
    for target in targets:
        content = maker.make(target)
        if content is None:
            changed += release.remove(target.name)
        else:
            changed += release.write(target.name, content)
    return changed
