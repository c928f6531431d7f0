"""The search index: Pagefind reads articles and guides and makes files that a browser searches."""

import shutil
import subprocess
import sys
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
    """A process of its own: should the machine run out of memory, it is the index that is missing."""
    read = [f"{FOLDERS[kind]}/*/index.html" for kind in SEARCHED]
    # The home page is read where there is no article: Pagefind makes no index of nothing.
    pages = f"{{{','.join(['index.html', *read, *(f'*/{page}' for page in read)])}}}"
    command = [sys.executable, "-m", "pagefind", "--silent"]
    command += ["--site", str(folder), "--output-path", str(new), "--glob", pages]
    # The language of each page decides which index it goes to.
    command += ["--exclude-selectors", ", ".join(NOT_SEARCHED)]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 (no shell, our own words)
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip() or f"it ended with {done.returncode}"
        raise FrontendError(f"The search index could not be made: {said}. Is pagefind[bin] installed?")


def _wanted(new: Path) -> list[Path]:
    return [path for path in new.rglob("*") if path.is_file() and not path.name.endswith(NOT_NEEDED)]
