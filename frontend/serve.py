"""`serve`: look at a release as a well set up web server would show it. For a laptop, not for production."""

import hashlib
import json
import sys
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from frontend.errors import FrontendError

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pagefind": "application/wasm",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
FEED_TYPES = {"feed.json": "application/feed+json", "feed.xml": "application/atom+xml"}


def serve(directory: Path, *, host: str, port: int) -> None:
    with make_server(directory, host=host, port=port) as server:
        name = "localhost" if host == "127.0.0.1" else host
        print(f"{directory} at http://{name}:{server.server_port}/", flush=True)
        server.serve_forever()


def make_server(directory: Path, *, host: str = "127.0.0.1", port: int = 0) -> ThreadingHTTPServer:
    try:
        return Server((host, port), partial(Handler, directory=directory))
    except OSError as error:
        raise FrontendError(
            f"Port {port} of {host} cannot be used ({error.strerror}). Choose another."
        ) from error


class Server(ThreadingHTTPServer):
    """Says nothing of browsers that hang up early: they often do."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Files, with the statuses of `states.json` and the headers of `_headers` if the folder has them."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, directory: Path) -> None:
        self.directory = directory
        super().__init__(*arguments)

    def do_GET(self) -> None:
        # Resolved each time: `current` may point to another release by now.
        root = self.directory.resolve()
        if not root.is_dir():
            return self._wait()
        path = quote(unquote(urlsplit(self.path).path), safe="/:@!$&'()*+,;=~")
        states = _read_states(root)
        if path in states["redirects"]:
            return self._redirect(states["redirects"][path])
        file = _find(root, path)
        if file is None:
            return self._file(root, root / "404.html", HTTPStatus.NOT_FOUND)
        if file.name == "index.html" and not path.endswith(("/", ".html")):
            return self._redirect(f"{path}/")
        return self._file(root, file, HTTPStatus.GONE if path in states["gone"] else HTTPStatus.OK)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _wait(self) -> None:
        self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
        self.send_header("Retry-After", "1")
        self._send(b"There is no site here yet; it is shown as soon as it is built.\n", TYPES[".txt"])

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _file(self, root: Path, file: Path, status: HTTPStatus) -> None:
        content = file.read_bytes() if file.is_file() else b"Not found\n"
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        if status is HTTPStatus.OK and self.headers["If-None-Match"] == etag:
            status, content = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        self.send_header("ETag", etag)
        for name, value in _headers_for(root, urlsplit(self.path).path):
            self.send_header(name, value)
        self._send(content, _type_of(file))

    def _send(self, content: bytes, content_type: str) -> None:
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Quiet: what is worth saying on a terminal is said by `follow`."""


def _find(root: Path, path: str) -> Path | None:
    file = (root / unquote(path).lstrip("/")).resolve()
    if not file.is_relative_to(root):
        return None
    file = file / "index.html" if file.is_dir() else file
    return file if file.is_file() else None


def _read_states(root: Path) -> dict[str, Any]:
    file = root / "states.json"
    states: dict[str, Any] = (
        json.loads(file.read_bytes()) if file.is_file() else {"redirects": {}, "gone": []}
    )
    return states


def _headers_for(root: Path, path: str) -> Iterator[tuple[str, str]]:
    file = root / "_headers"
    matches = False
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        if not line.startswith(" "):
            matches = path.startswith(line[:-1]) if line.endswith("*") else path == line
        elif matches:
            name, _, value = line.strip().partition(": ")
            yield name, value


def _type_of(file: Path) -> str:
    known = FEED_TYPES.get(file.name) or TYPES.get(file.suffix)
    return known or guess_type(file.name)[0] or "application/octet-stream"
