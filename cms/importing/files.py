"""Reading a source file, or refusing it in one sentence before anything is written."""

import unicodedata
from pathlib import Path

LARGEST = 1024 * 1024
KEPT_CONTROLS = frozenset("\t\n\r\f\v\x85")
FOREIGN_BEGINNINGS = {
    "<!doctype": "a web page (HTML)",
    "<html": "a web page (HTML)",
    "<?xml": "an XML file",
    "{\\rtf": "a rich text (RTF) file",
    "%pdf": "a PDF",
}


class SourceRefused(Exception):
    """The source cannot become an article; the message is one sentence for whoever sent it."""


def read_source(path: Path) -> str:
    return decode_source(_read_bytes(path), name=path.name)


def decode_source(content: bytes, *, name: str) -> str:
    """The text of an uploaded or read file, without its byte order mark."""
    if len(content) > LARGEST:
        raise SourceRefused(f"{name} is larger than 1 MiB, too large for one article.")
    if b"\x00" in content:
        raise SourceRefused(f"{name} is binary or UTF-16, not plain text; save it as UTF-8 text.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceRefused(
            f"{name} is not UTF-8 text (byte {error.start + 1}); save it as UTF-8."
        ) from error
    _refuse_what_is_no_prose(text, name=name)
    return text


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than is allowed tells a file that is too large without reading it all.
            return file.read(LARGEST + 1)
    except OSError as error:
        raise SourceRefused(f"{path} cannot be read: {error.strerror or error}.") from error


def _refuse_what_is_no_prose(text: str, *, name: str) -> None:
    if not text.strip():
        raise SourceRefused(f"{name} is empty.")
    if any(unicodedata.category(sign) == "Cc" and sign not in KEPT_CONTROLS for sign in text):
        raise SourceRefused(f"{name} is binary: it holds control characters, which text has not.")
    beginning = text.lstrip()[:16].lower()
    for mark, kind in FOREIGN_BEGINNINGS.items():
        if beginning.startswith(mark):
            raise SourceRefused(f"{name} is {kind}, not plain text.")
