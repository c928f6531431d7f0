"""`make run` itself: four addresses, a clean end, a second start that loses nothing."""

import json
import shlex
import signal
import socket
import subprocess
from urllib.request import ProxyHandler, build_opener

import pytest

from deploy.announce import unusual
from tests.launching import PORTS, ROOT, copy_project, own_database, start_everything

pytestmark = pytest.mark.xdist_group("aftercare")
opener = build_opener(ProxyHandler({}))


def get(url):
    with opener.open(url, timeout=20) as answer:
        return answer.read().decode()


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy_project(tmp_path_factory.mktemp("run") / "project")


@pytest.fixture(scope="module")
def database():
    with own_database() as named:
        yield named


def test_everything_answers_stops_and_starts_again_without_loss(project, database):
    first, second = (start_and_stop(project, database, number) for number in (signal.SIGINT, signal.SIGTERM))
    assert len(first) > 4
    assert first == second


def start_and_stop(project, database, number):
    """The things published, seen while it ran."""
    with start_everything(project, database=database) as launched:
        launched.wait()
        hub, api, site, partner = launched.hub, launched.api, launched.site, launched.partner
        addresses = [f"{hub}/admin/", f"{api}/docs/", f"{site}/", f"{partner}/"]
        assert all(address in launched.said for address in addresses)
        assert all("<html" in get(address) for address in addresses)
        things = {change["content_id"] for change in json.loads(get(f"{api}/changes/"))["changes"]}
        assert launched.stop(number) == 0
    assert all(is_free(port) for port in launched.ports)
    return things


@pytest.mark.parametrize("name", PORTS)
def test_busy_port_is_named_before_anything_starts(tmp_path, name):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with start_everything(ROOT, **{name: str(port)}) as launched:
            assert launched.process.wait(timeout=30) == 1
    said = launched.said.splitlines()
    assert len(said) == 1
    assert f"Port {port}" in said[0]
    assert f"{name}=" in said[0]


def test_ports_that_are_not_the_usual_are_told_to_other_commands():
    usual = {"PORT": 8000, "SITE_PORT": 8001, "PARTNER_PORT": 8002}
    assert unusual(usual) == []
    assert unusual(usual | {"PORT": 9000, "SITE_PORT": 9001})[-1] == "PORT=9000 SITE_PORT=9001"


def test_make_run_starts_the_launcher():
    planned = subprocess.run(["make", "-n", "run"], cwd=ROOT, capture_output=True, text=True).stdout
    assert "-m deploy.run" in planned


def test_every_process_of_the_procfile_is_ours_or_granian():
    commands = [line.partition(": ")[2] for line in (ROOT / "Procfile").read_text().splitlines()]
    assert {shlex.split(command)[0] for command in commands} <= {"granian", "python"}


def is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
