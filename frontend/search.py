"""The search index: Pagefind reads the articles of a release and makes files that a browser searches."""

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex

from frontend.addresses import FOLDERS
from frontend.errors import FrontendError
from frontend.release import Release

BUNDLE = "pagefind"
# What every article carries would be found in every article.
NOT_SEARCHED = [".disclaimers", ".attribution", "[data-contact]"]
# Pagefind's ready-made interfaces: we have our own.
NOT_NEEDED = ("-ui.js", "-ui.css", "pagefind-highlight.js")
ENTRY = f"{BUNDLE}/pagefind-entry.json"


def write_search_index(release: Release) -> None:
    """Make the index anew beside the release, then bring it in, the file that points to the others last."""
    shutil.rmtree(release.search, ignore_errors=True)
    release.search.mkdir()
    _make_index(release.folder, release.search)
    made = {
        f"{BUNDLE}/{path.relative_to(release.search).as_posix()}": path
        for path in sorted(_wanted(release.search))
    }
    for name in sorted(made, key=lambda name: name == ENTRY):
        release.bring(made[name], name)
    for name in release.files(BUNDLE) - made.keys():
        release.remove(name)
    shutil.rmtree(release.search)


def _make_index(folder: Path, new: Path) -> None:
    try:
        # In a thread of its own, since whoever calls may have an event loop already.
        with ThreadPoolExecutor(max_workers=1) as thread:
            thread.submit(lambda: asyncio.run(_index(folder, new))).result()
    except (AssertionError, OSError, RuntimeError) as error:
        raise FrontendError(
            f"The search index could not be made ({error}). Is pagefind[bin] installed?"
        ) from error


async def _index(folder: Path, new: Path) -> None:
    # The language of each page decides which index it goes to.
    config: IndexConfig = {"exclude_selectors": NOT_SEARCHED, "output_path": str(new)}
    article = f"{FOLDERS['article']}/*/index.html"
    async with PagefindIndex(config=config) as index:
        await index.add_directory(str(folder), glob=f"{{{article},*/{article}}}")


def _wanted(new: Path) -> list[Path]:
    return [path for path in new.rglob("*") if path.is_file() and not path.name.endswith(NOT_NEEDED)]
