"""The three ports that `make run` listens on, and whether they can be had."""

import errno
import socket

DEFAULTS = {"PORT": 8000, "SITE_PORT": 8001, "PARTNER_PORT": 8002}


class PortError(Exception):
    """A sentence that names the variable to set."""


def read_ports(environment: dict[str, str]) -> dict[str, int]:
    """The port of each variable, once it is known that all of them can be had."""
    ports = {name: _number(name, environment.get(name) or str(default)) for name, default in DEFAULTS.items()}
    if len(set(ports.values())) < len(ports):
        raise PortError(f"{', '.join(ports)} must be three different ports, not {list(ports.values())}.")
    for name, port in ports.items():
        _require_free(name, port)
    return ports


def _number(name: str, value: str) -> int:
    if value.isdecimal() and 0 < int(value) < 65536:
        return int(value)
    raise PortError(f"{name} must be a port from 1 to 65535, not {value!r}.")


def _require_free(name: str, port: int) -> None:
    with socket.socket() as probe:
        # Without this, a port would seem busy for a minute after its last connection.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortError(
                f"Port {port} {_why(error)}. Choose another: {name}={port + 100} make run"
            ) from error


def _why(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "is used by another program"
    return f"cannot be used ({error.strerror})"
