"""The processes of the Procfile, as a server runs them, each to be ended by its own id."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from honcho.environ import parse_procfile

from cms.environment import ROOT

from .database import HUB_PORT, environment

HUB = f"http://127.0.0.1:{HUB_PORT}"
OF_THE_SITE = ("follow", "site", "partner")
PATIENCE = 60


@contextmanager
def hub(size: int) -> Iterator[list[int]]:
    """The hub with everything that works in the background, but nothing of the site: its process ids."""
    commands = parse_procfile((ROOT / "Procfile").read_text()).processes
    wanted = [command for name, command in commands.items() if name not in OF_THE_SITE]
    started = [_start(command, size) for command in wanted]
    try:
        _wait_until_up()
        yield [process.pid for process in started]
    finally:
        _stop(started)


@contextmanager
def follower(size: int, out: Path) -> Iterator[None]:
    """A site beside the hub, built already, that follows it."""
    started = [_start(f"python -m frontend follow --out {out}", size)]
    try:
        yield
    finally:
        _stop(started)


def build(size: int, out: Path) -> float:
    """Seconds that a whole build takes."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "frontend", "build", "--out", str(out)]
    subprocess.run(command, env=environment(size), cwd=ROOT, check=True, stdout=sys.stderr)
    return time.perf_counter() - begun


def _start(command: str, size: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["/bin/sh", "-c", f"exec {command}"],
        env=environment(size),
        cwd=ROOT,
        stdout=sys.stderr,
        start_new_session=True,
    )


def _wait_until_up() -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{HUB}/api/v1/site/").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise TimeoutError(f"The hub does not answer at {HUB}.")


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)  # Its own session: itself and its children, nobody else.
