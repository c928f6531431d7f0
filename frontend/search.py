"""The search index: Pagefind reads articles and guides and makes files that a browser searches.

It holds all that it reads in memory. So a large site has several indexes, each of so many pages of every
language, which the search page brings together: `parts.json` says how many have pages of a language.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, zip_longest
from pathlib import Path

from frontend.addresses import FOLDERS
from frontend.errors import FrontendError
from frontend.release import Release

BUNDLE = "pagefind"
SEARCHED = ("article", "guide")
# What every article carries would be found in every article.
NOT_SEARCHED = [".disclaimers", ".attribution", "[data-contact]"]
# Pagefind's ready-made interfaces: we have our own.
NOT_NEEDED = ("-ui.js", "-ui.css", "pagefind-highlight.js")
ENTRY = "pagefind-entry.json"
PARTS = f"{BUNDLE}/parts.json"
# So many pages of each language in an index: of a thousand words each, 4,000 of them take Pagefind 1.9 GB.
PART = 5_000


def write_search_index(release: Release) -> None:
    """Make the indexes anew beside the release, then bring them in, the files that point to others last."""
    shutil.rmtree(release.search, ignore_errors=True)
    release.search.mkdir()
    chunks = _chunks(release.folder)
    made: dict[str, Path] = {}
    for number, pages in enumerate(_parts(release.folder, chunks), start=1):
        made |= _make_part(release, number, pages)
    made[PARTS] = release.search / "parts.json"
    made[PARTS].write_text(json.dumps({home: len(each) for home, each in chunks.items()}))
    for name in sorted(made, key=lambda name: (name == PARTS, name.endswith(ENTRY))):
        release.bring(made[name], name)
    for name in release.files(BUNDLE) - made.keys():
        release.remove(name)
    shutil.rmtree(release.search)


def _chunks(folder: Path) -> dict[str, list[list[Path]]]:
    """By the folder of each language's home, the pages that are searched, cut for the indexes."""
    homes = {"": folder} | {home.name: home for home in sorted(folder.iterdir()) if home.is_dir()}
    found = {name: _pages(home) for name, home in homes.items()}
    return {
        name: [pages[first : first + PART] for first in range(0, len(pages), PART)]
        for name, pages in found.items()
        if pages
    }


def _parts(folder: Path, chunks: dict[str, list[list[Path]]]) -> Iterator[list[Path]]:
    """The pages that each index reads: some of every language, as long as there are any left.

    The home page is read where there is no article: Pagefind makes no index of nothing.
    """
    first, *others = zip_longest(*chunks.values(), fillvalue=list[Path]()) if chunks else [()]
    yield [folder / "index.html", *chain.from_iterable(first)]
    for part in others:
        yield list(chain.from_iterable(part))


def _pages(home: Path) -> list[Path]:
    """Those that are searched, below the home of a language."""
    return sorted(page for kind in SEARCHED for page in home.glob(f"{FOLDERS[kind]}/*/index.html"))


def _make_part(release: Release, number: int, pages: list[Path]) -> dict[str, Path]:
    """An index of these pages; its files, by what they are to be called."""
    site, new = release.search / f"site-{number}", release.search / str(number)
    for page in pages:
        link = site / page.relative_to(release.folder)
        link.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # The follower took it down meanwhile.
            os.link(page, link)
    _run_pagefind(site, new)
    shutil.rmtree(site)
    bundle = BUNDLE if number == 1 else f"{BUNDLE}/{number}"
    return {f"{bundle}/{path.relative_to(new).as_posix()}": path for path in sorted(_wanted(new))}


def _run_pagefind(site: Path, new: Path) -> None:
    """A process of its own: should the machine run out of memory, it is the index that is missing."""
    command = [sys.executable, "-m", "pagefind", "--silent"]
    command += ["--site", str(site), "--output-path", str(new)]
    # The language of each page decides which index it goes to.
    command += ["--exclude-selectors", ", ".join(NOT_SEARCHED)]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 (no shell, our own words)
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip() or f"it ended with {done.returncode}"
        raise FrontendError(f"The search index could not be made: {said}. Is pagefind[bin] installed?")


def _wanted(new: Path) -> list[Path]:
    return [path for path in new.rglob("*") if path.is_file() and not path.name.endswith(NOT_NEEDED)]
