"""The file that a hub travels in: a zip of rows, pictures, and a manifest that tells the digest of each."""

import json
import shutil
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .refusals import MoveRefused

FORMAT = 1
MANIFEST = "manifest.json"
_CHUNK = 1 << 20


class Writer:
    """Members are written one after the other, never held in memory; their digests are kept."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive, self.digests = archive, dict[str, str]()

    @contextmanager
    def member(self, name: str) -> Iterator[IO[str]]:
        """Lines of text, compressed."""
        with self._open(name, ZIP_DEFLATED) as stream:
            text = TextIOWrapper(stream, encoding="utf-8", newline="\n")
            yield text
            text.flush()
            text.detach()

    def copy(self, name: str, source: IO[bytes]) -> str:
        """A file as it is: pictures are compressed already. Returns its digest."""
        with self._open(name, ZIP_STORED) as stream:
            shutil.copyfileobj(source, stream, _CHUNK)
        return self.digests[name]

    def finish(self, manifest: dict[str, Any]) -> None:
        """The manifest comes last: it tells all the others' digests."""
        told = {"format": FORMAT, **manifest, "members": self.digests}
        self._archive.writestr(MANIFEST, json.dumps(told, indent=1, ensure_ascii=False))

    @contextmanager
    def _open(self, name: str, compression: int) -> Iterator[Any]:
        info = ZipInfo(name)
        info.compress_type = compression
        with self._archive.open(info, "w", force_zip64=True) as raw:
            stream = _Digesting(raw)
            yield stream
        self.digests[name] = stream.digest.hexdigest()


class _Digesting:
    """Writes through, and digests what was written."""

    readable = seekable = staticmethod(lambda: False)
    writable = staticmethod(lambda: True)
    closed = False

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw, self.digest = raw, sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._raw.write(data)

    def flush(self) -> None:
        """The archive flushes when it closes the member."""


@contextmanager
def create(path: Path) -> Iterator[Writer]:
    """A new archive, which has its name only once it is complete, and which only its owner may read."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        with partial.open("wb") as file, ZipFile(file, "w") as archive:
            yield Writer(archive)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


class Archive:
    """An archive that is whole: every member is what the manifest says."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive, self.manifest = archive, _read_manifest(archive)

    @contextmanager
    def lines(self, name: str) -> Iterator[IO[str]]:
        with self.open(name) as raw:
            yield TextIOWrapper(raw, encoding="utf-8", newline="\n")

    def open(self, name: str) -> IO[bytes]:
        return self._archive.open(name)

    def check(self) -> None:
        """Refuse what is damaged, missing, or not told by the manifest."""
        told: dict[str, str] = self.manifest["members"]
        names = [name for name in self._archive.namelist() if name != MANIFEST]
        if len(set(names)) != len(names) or set(names) != set(told):
            raise MoveRefused("The archive does not hold what its manifest tells: it is damaged.")
        for name, digest in told.items():
            if _digest(self.open(name)) != digest:
                raise MoveRefused(f"{name} in the archive is damaged: it is not what the manifest tells.")


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """A whole archive of a format that this program knows, or a refusal that says why not."""
    with ExitStack() as stack:
        try:
            archive = Archive(stack.enter_context(ZipFile(path)))
            archive.check()
        except OSError as error:
            raise MoveRefused(f"{path} cannot be read: {error.strerror}.") from error
        except (BadZipFile, EOFError, zlib.error) as error:
            raise MoveRefused(f"{path} is damaged, cut off, or no archive of a hub. ({error})") from error
        yield archive


def _read_manifest(archive: ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError) as error:
        raise MoveRefused("It has no manifest: it is damaged, or no archive of a hub.") from error
    if manifest.get("format") != FORMAT:
        raise MoveRefused(
            f"The archive has format {manifest.get('format')}, and this program reads format {FORMAT}. "
            "Import it with the version that made it."
        )
    return manifest


def _digest(stream: IO[bytes]) -> str:
    digest = sha256()
    with stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
