"""A release is a folder that holds one whole site; `current` points to the one that is shown."""

import fcntl
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from frontend.errors import FrontendError

MIRROR_SUFFIX = ".sqlite3"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Release:
    folder: Path

    @property
    def number(self) -> int:
        return int(self.folder.name)

    @property
    def mirror(self) -> Path:
        """What the release was made from lies beside it, so that both are switched to at once."""
        return self.folder.with_name(f"{self.folder.name}{MIRROR_SUFFIX}")

    @property
    def search(self) -> Path:
        """Where a search index is made. What a killed program left there goes when the next one is made."""
        return self.folder.with_name(f"{self.folder.name}.search")

    @property
    def new(self) -> Path:
        """What is being written lies beside the release until it is whole."""
        return self.folder.with_name(f"{self.folder.name}.new")

    def write(self, file: str, content: bytes) -> bool:
        """Write one file whole or not at all, and only if it differs; True if it did."""
        if _read(self._inside(file)) == content:
            return False
        self.new.write_bytes(content)
        self.bring(self.new, file)
        return True

    def bring(self, path: Path, file: str) -> None:
        """Put a file in its place, which shows the one before until then."""
        target = self._inside(file)
        try:
            path.replace(target)
        except FileNotFoundError:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)

    def files(self, below: str = "") -> set[str]:
        """Every file's name; a walk through all of them, so not for each step."""
        found = ((Path(folder), names) for folder, _, names in os.walk(self.folder / below))
        return {
            (folder.relative_to(self.folder) / name).as_posix() for folder, names in found for name in names
        }

    def remove(self, file: str) -> bool:
        """Remove a file, and the folders that are empty without it; True if it was there."""
        target = Path(self._inside(file))
        if not target.is_file():
            return False
        target.unlink()
        for parent in target.parents:
            if parent == self.folder or any(parent.iterdir()):
                break
            parent.rmdir()
        return True

    def _inside(self, file: str) -> str:
        if ".." in file.split("/") or file.startswith("/"):
            raise FrontendError(f"The hub names a path that leaves the site: {file}")
        return f"{self.folder}/{file}"


def _read(path: str) -> bytes | None:
    try:
        with Path(path).open("rb", buffering=0) as file:
            return file.read()
    except OSError:
        return None


class Releases:
    """The folder `out`: `releases/<n>`, their mirrors, and the `current` link."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._root = out / "releases"
        self._link = out / "current"

    def current(self) -> Release | None:
        folder = self._link.resolve()
        release = Release(folder)
        return release if self._link.is_symlink() and folder.is_dir() and release.mirror.is_file() else None

    @contextmanager
    def building(self) -> Iterator[None]:
        """One build at a time: each clears away the releases that are not shown."""
        self._root.mkdir(parents=True, exist_ok=True)
        with (self.out / ".building").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def following(self) -> Iterator[None]:
        """One follower at a time: two would write each other's files. The second waits."""
        self._root.mkdir(parents=True, exist_ok=True)
        with (self.out / ".following").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                logger.info("Another program follows into %s; waiting until it ends.", self.out)
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def begin(self) -> Release:
        """A new, empty release that nobody sees yet."""
        number = max((release.number for release in self._all()), default=0) + 1
        release = Release((self._root / str(number)).resolve())
        release.folder.mkdir(parents=True)
        return release

    def switch(self, release: Release) -> None:
        """Show this release from now on, keep the one before it, and remove all others."""
        before = self.current()
        new = self.out / ".current.new"
        new.unlink(missing_ok=True)
        new.symlink_to(Path("releases") / release.folder.name)
        new.replace(self._link)
        for other in self._all():
            if other not in (release, before):
                self.discard(other)

    def discard(self, release: Release) -> None:
        shutil.rmtree(release.folder, ignore_errors=True)
        shutil.rmtree(release.search, ignore_errors=True)
        release.new.unlink(missing_ok=True)
        for leftover in self._root.glob(f"{release.folder.name}{MIRROR_SUFFIX}*"):
            leftover.unlink(missing_ok=True)

    def _all(self) -> list[Release]:
        return [Release(folder.resolve()) for folder in self._root.iterdir() if folder.name.isdigit()]
