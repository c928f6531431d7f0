"""A hub, a site made from it, and a browser's way to both, each on a port of its own."""

import pytest

from frontend import build as build_module
from frontend import search as search_module
from frontend.build import build
from frontend.client import Hub
from frontend.options import Options
from frontend.serve import make_server
from tests.frontend.documents import SITE_URL, article, image, site, topic
from tests.frontend.hub import StubHub, running, serving
from tests.frontend.showcase import showcase
from tests.frontend.town import founded


@pytest.fixture(autouse=True)
def _search_index_only_where_it_is_tested(request, monkeypatch):
    """Making it takes longer than making the rest of the site."""
    if "search_index" not in request.fixturenames:
        for module in (build_module, search_module):
            monkeypatch.setattr(module, "write_search_index", lambda release: None)


@pytest.fixture
def search_index():
    """Asked for by tests that need the real search index."""


@pytest.fixture
def stub():
    hub = StubHub()
    spanish = article("caminar-de-nuevo", locale="es", name="walking-again")
    other = {"locale": "es", "title": spanish["title"], "url": spanish["url"]}
    hub.publish(site(), image(), topic(), topic(locale="es"))
    hub.publish(showcase(), article(translations=[other]), spanish)
    return hub


@pytest.fixture
def api_url(stub):
    with running(stub) as address:
        yield address


@pytest.fixture
def options(api_url, tmp_path):
    return Options(api_url, SITE_URL, tmp_path / "site")


@pytest.fixture
def hub(options):
    with Hub(options.api_url, patient=False) as client:
        yield client


@pytest.fixture
def release(options, hub):
    return build(options, hub)


@pytest.fixture
def site_server(options, release):
    """The address where the current release is served."""
    with make_server(options.out / "current") as server, serving(server):
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    with founded(tmp_path_factory.mktemp("town")) as town:
        yield town
