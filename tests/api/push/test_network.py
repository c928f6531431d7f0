"""What somebody typed as an address leads nowhere but where everybody may go."""

import socket

import pytest

from api.push import network
from api.push.network import post

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
NOT_PUBLIC = "Its name leads to an address that is not public."


@pytest.fixture(autouse=True)
def _public_only(settings):
    settings.WEBHOOKS_TO_LOOPBACK = False


def literal(address):
    return f"[{address}]" if ":" in address else address


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address, scheme):
    answer = post(f"{scheme}://{literal(address)}:1/", b"{}", {})
    assert (answer.taken, answer.said) == (False, NOT_PUBLIC)


@pytest.mark.parametrize("address", PRIVATE)
def test_names_that_lead_there_are_refused(address, monkeypatch):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = [(family, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **more: found)
    assert post("https://hooks.partner.example/", b"{}", {}).said == NOT_PUBLIC


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(monkeypatch, receiver, settings):
    settings.WEBHOOKS_TO_LOOPBACK = True
    asked = []

    def resolve(host, port, *given, **more):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    port = receiver.url.rpartition(":")[2]
    assert post(f"http://hooks.partner.example:{port}", b"{}", {}).taken
    # The second time it is no longer a name.
    assert asked == ["hooks.partner.example", "127.0.0.1"]
    assert receiver.taken[0][0]["Host"].startswith("hooks.partner.example")


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_no_proxy_is_asked_instead(monkeypatch, receiver, settings, name):
    settings.WEBHOOKS_TO_LOOPBACK = True
    monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert post(receiver.url, b"{}", {}).taken


def test_redirects_are_not_followed(receiver, settings):
    settings.WEBHOOKS_TO_LOOPBACK = True
    receiver.answers, receiver.headers = [302], {"Location": receiver.url}
    answer = post(receiver.url, b"{}", {})
    assert (answer.taken, answer.said) == (False, "302 Found")
    assert len(receiver.taken) == 1


def test_who_does_not_answer_in_time_is_left(monkeypatch, settings):
    settings.WEBHOOKS_TO_LOOPBACK = True
    monkeypatch.setattr(network, "PATIENCE", (1, 0.2))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        answer = post(f"http://127.0.0.1:{silent.getsockname()[1]}/", b"{}", {})
    assert answer.said == "It did not answer within 0 seconds."


@pytest.mark.parametrize(
    "url", ["http://", "https://[::", "nonsense", "http://\udcff.example/", "ftp://a.example/"]
)
def test_what_is_no_address_is_said_to_be_none(url):
    answer = post(url, b"{}", {})
    assert (answer.taken, answer.said) == (False, "It could not be reached.")
