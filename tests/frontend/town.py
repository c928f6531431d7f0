"""A hub, its site and a partner's page, each on an origin of its own, for a browser to visit."""

import json
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from frontend.build import build
from frontend.client import Hub
from frontend.example import write_example
from frontend.follow import Follower
from frontend.options import Options
from frontend.serve import make_server
from tests.frontend import documents
from tests.frontend.documents import (
    article,
    identity,
    image,
    notice,
    reviewed,
    site,
    successor_of,
    topic,
    withdrawn,
)
from tests.frontend.hub import StubHub, running, serving
from tests.frontend.showcase import showcase

EMBEDDED = "physical-therapy-after-spine-surgery"


@dataclass
class Town:
    stub: StubHub
    options: Options
    partner_folder: Path
    partner: str

    @property
    def site(self):
        return self.options.site_url

    def data_url(self, name=EMBEDDED):
        return f"{self.site}/embed/en/{identity(name)}.json"

    def publish(self, *things):
        """Documents, with the addresses of this town in place of the usual ones."""
        api = self.options.api_url
        for thing in things:
            text = json.dumps(thing).replace(documents.API_URL, api).replace(documents.SITE_URL, self.site)
            text = text.replace(documents.MEDIA_URL, api.replace("/api/v1", "/media"))
            self.stub.publish(json.loads(text))

    def follow(self):
        with Hub(self.options.api_url, patient=False) as hub:
            while Follower(self.options, hub).step():
                pass

    def write_partner_page(self, name, element):
        """A page of the partner's own, under the policy of the example."""
        page = (self.partner_folder / "index.html").read_text()
        head, _, _ = page.partition("<body>")
        (self.partner_folder / name).write_text(f"{head}<body><main>{element}</main></body></html>")
        return f"{self.partner}/{name}"


def publish_everything(town):
    spanish = article("caminar-de-nuevo", locale="es", name="walking-again")
    other = {"locale": "es", "title": spanish["title"], "url": spanish["url"]}
    walking = article(translations=[other], former_paths=["articles/walking"])
    gone = article("old-advice")
    town.publish(site(), image(), topic(), showcase(), walking, spanish)
    bed_rest = article("bed-rest")
    instead = {"severity": "high", "reason": "incorrect", "successor": successor_of(walking)}
    town.publish(bed_rest, withdrawn(bed_rest, notice="Please get up and call us.", **instead))
    town.publish(article("sleeping-well", review=reviewed("overdue")), gone, notice(gone))


@contextmanager
def founded(folder):
    """A town with everything published, built and open."""
    with ExitStack() as stack:
        stub = StubHub()
        api_url = stack.enter_context(running(stub))
        partner_folder = folder / "partner"
        partner_folder.mkdir()
        ports = []
        for directory in (folder / "site/current", partner_folder):
            server = stack.enter_context(make_server(directory))
            stack.enter_context(serving(server))
            ports.append(server.server_port)
        options = Options(api_url, f"http://localhost:{ports[0]}", folder / "site")
        town = Town(stub, options, partner_folder, f"http://localhost:{ports[1]}")
        publish_everything(town)
        with Hub(api_url, patient=False) as hub:
            build(options, hub)
            write_example(options, hub, directory=partner_folder, slug=EMBEDDED)
        yield town
