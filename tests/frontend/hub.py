"""A stub of the hub on loopback: a ledger in memory, and just enough of the API to feed a site."""

import json
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from urllib.parse import parse_qs, urlsplit

from tests.frontend.documents import ATTRIBUTION, notice, site
from tests.frontend.pictures import draw

PAGE = 3


class StubHub:
    """Things at their current editions, in the order of their last change, as the feed gives them."""

    def __init__(self):
        self.sequence = 0
        self.life = 1
        self.current = {}
        self.comments = []
        self.requests = []
        self.status = 200
        # For how many seconds a question is kept, at most; a busy hub answers at once.
        self.patience = 0
        self._news = Condition()

    def publish(self, *documents):
        for document in documents:
            self.sequence += 1
            kind = document.get("kind") or document["schema"].partition("/")[0]
            self.current[document["content_id"], document["locale"]] = (self.sequence, kind, document)
        with self._news:
            self._news.notify_all()

    def remove(self, document):
        self.publish(notice(document))

    def restore(self):
        """A backup came back: cursors given out since then mean nothing."""
        self.life += 1

    def changes(self, cursor):
        after = 0
        if cursor:
            life, _, after = cursor.partition("-")
            if int(life) != self.life:
                return 410, {"type": "about:blank", "title": "Gone", "status": 410, "detail": "Start again."}
        later = sorted(row for row in self.current.values() if row[0] > int(after))
        changes = [
            {**{key: document[key] for key in ("content_id", "locale", "edition")}, "kind": kind}
            | {"state": document.get("state", "published"), "document": document}
            for _, kind, document in later[:PAGE]
        ]
        last = later[:PAGE][-1][0] if later else after
        return 200, {"changes": changes, "next": f"{self.life}-{last}", "more": len(later) > PAGE}

    def answer(self, path, query):
        if self.status != 200:
            return self.status, {"detail": "Not now."}
        if path == "/api/v1/site/":
            return 200, next((row[2] for row in self.current.values() if row[1] == "site"), site())
        if path == "/api/v1/changes/":
            cursor, wait = query.get("cursor", [""])[0], int(query.get("wait", ["0"])[0])
            with self._news:
                self._news.wait_for(lambda: self.changes(cursor)[1].get("changes"), min(wait, self.patience))
            return self.changes(cursor)
        if path == "/api/v1/oembed":
            return 200, self.oembed(query["url"][0])
        if path.endswith("/comments/"):
            return 200, {"next": None, "previous": None, "results": self.comments}
        return 404, {"detail": "Nothing is here."}

    def oembed(self, url):
        found = next(row[2] for row in self.current.values() if row[2].get("url") == url)
        quote = (
            f'<a href="{url}">{found["title"]}</a> {found["disclaimers"][0]["text"]} {ATTRIBUTION["text"]}'
        )
        frame = f'<iframe src="{found["links"]["embed"]}" width="600" height="500"></iframe>'
        return {
            "version": "1.0",
            "type": "rich",
            "html": f'<blockquote class="aftercare">{quote}</blockquote>{frame}',
        }


class Handler(BaseHTTPRequestHandler):
    def __init__(self, *arguments, hub):
        self.hub = hub
        super().__init__(*arguments)

    def do_GET(self):
        address = urlsplit(self.path)
        self.hub.requests.append((self.path, dict(self.headers)))
        if address.path.startswith("/media/"):
            return self._send(200, draw(address.path), f"image/{address.path.rpartition('.')[2]}")
        status, value = self.hub.answer(address.path, parse_qs(address.query))
        return self._send(status, json.dumps(value).encode(), "application/json")

    def do_OPTIONS(self):
        self._send(200, b"", "text/plain")

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        errors = [
            {"field": field, "detail": "Please write something."}
            for field, value in said.items()
            if not value
        ]
        answer = (
            {"detail": "This comment cannot be sent.", "errors": errors} if errors else {"state": "pending"}
        )
        self._send(400 if errors else 202, json.dumps(answer).encode(), "application/json")

    def _send(self, status, content, content_type):
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@contextmanager
def running(hub, *, port=0):
    """The address of the stub's API, while it runs."""
    with ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, hub=hub)) as server, serving(server):
        yield f"http://localhost:{server.server_port}/api/v1"


@contextmanager
def serving(server):
    thread = Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
