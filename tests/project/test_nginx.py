"""The example for nginx says what the program does."""

import pytest

from tests.editions.factories import publish_article
from tests.launching import ROOT

CONFIGURATION = (ROOT / "deploy/nginx.conf.example").read_text()


@pytest.mark.django_db
def test_nginx_leaves_compressing_to_the_program(client):
    publish_article()
    for path in ("/api/v1/articles/walking-again/", "/api/v1/openapi.json"):
        answer = client.get(path, headers={"accept-encoding": "gzip, br"})
        assert answer["Content-Encoding"] == "br"
    assert "gzip off;" in CONFIGURATION


def test_address_that_a_reader_claims_is_replaced():
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in CONFIGURATION
    for page in ("deploy/README.md", "docs/operating.md"):
        assert "NUM_PROXIES=1" in (ROOT / page).read_text()
