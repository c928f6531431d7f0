"""Wait until everything answers, then say where it is."""

import subprocess
import sys
import time
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from deploy.ports import DEFAULTS

PATIENCE = 180
LOGIN = "editor / aftercare"


@dataclass(frozen=True)
class Address:
    name: str
    port: int
    path: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name:<15} http://localhost:{self.port}{self.path:<13} {self.note}".rstrip()

    def answers(self) -> bool:
        # Not by localhost, which may be ::1, and not by a proxy that the environment names.
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", self.path, headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status < HTTPStatus.BAD_REQUEST
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def announce(ports: dict[str, int], environment: dict[str, str]) -> None:
    """Print the four addresses once all of them answer, or the first that does not."""
    hub, site, partner = ports.values()
    editing = Address("Write and edit", hub, "/admin/", f"sign in: {LOGIN}")
    addresses = [
        editing,
        Address("API", hub, "/api/v1/docs/"),
        Address("Clinic's site", site, "/"),
        Address("Partner's page", partner, "/"),
    ]
    # The partner's page shows an article, which only the hub can give.
    if _wait_for(editing):
        subprocess.run([sys.executable, "-m", "frontend", "example"], env=environment, check=False)
    silent = next((address for address in addresses if not _wait_for(address)), None)
    if silent:
        print(f"This does not answer; the lines above may tell why: {silent}", file=sys.stderr, flush=True)
    else:
        lines = ["Aftercare is running. Ctrl-C stops it.", "", *map(str, addresses), *unusual(ports)]
        print(box(lines), flush=True)


def unusual(ports: dict[str, int]) -> list[str]:
    """What a command in another terminal must know: published addresses hold the ports."""
    chosen = " ".join(f"{name}={port}" for name, port in ports.items() if port != DEFAULTS[name])
    return ["", "manage.py needs the same ports, in its environment or in .env:", chosen] if chosen else []


def box(lines: list[str]) -> str:
    width = max(map(len, lines))
    edge = f"+{'-' * (width + 4)}+"
    return "\n".join(["", edge, *(f"|  {line:<{width}}  |" for line in lines), edge, ""])


def _wait_for(address: Address) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not address.answers():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True
