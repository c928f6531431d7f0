"""A receiver of webhooks, on this machine."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from standardwebhooks.webhooks import Webhook as Verifier


class Receiver:
    """Takes what it is sent, or answers with the next of `answers`."""

    def __init__(self):
        self.taken, self.answers, self.headers = [], [], {}
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                content = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.taken.append((dict(self.headers), content))
                status = receiver.answers.pop(0) if receiver.answers else 204
                self.send_response(status)
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/changes"

    def messages(self, secret):
        """What was sent, each checked as the documentation says."""
        return [Verifier(secret).verify(content, headers) for headers, content in self.taken]

    def told(self):
        """The edition of every thing, as a receiver who keeps what it was told last knows it."""
        pages = (json.loads(content)["data"]["changes"] for _, content in list(self.taken))
        return editions_in(change for page in pages for change in page)

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def editions_in(changes):
    """State and edition of each thing that these changes tell of."""
    return {(each["content_id"], each["locale"]): (each["state"], each["edition"]) for each in changes}
