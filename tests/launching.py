"""Start Aftercare as `make run` does, in a copy of the project, on free ports, with a database of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).resolve().parent.parent
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", ".env", "var", "node_modules", "__pycache__", ".*_cache", ".hypothesis"
)
PATIENCE = 240
PORTS = ("PORT", "SITE_PORT", "PARTNER_PORT")


@dataclass
class Launched:
    """A running launcher: where and with what it runs, its four addresses, and what it has said so far."""

    process: subprocess.Popen[str]
    folder: Path
    environment: dict[str, str]
    lines: list[str] = field(default_factory=list)

    @property
    def ports(self) -> list[int]:
        return [int(self.environment[name]) for name in PORTS]

    @property
    def hub(self) -> str:
        return f"http://localhost:{self.environment['PORT']}"

    @property
    def api(self) -> str:
        return f"{self.hub}/api/v1"

    @property
    def site(self) -> str:
        return f"http://localhost:{self.environment['SITE_PORT']}"

    @property
    def partner(self) -> str:
        return f"http://localhost:{self.environment['PARTNER_PORT']}"

    @property
    def said(self) -> str:
        return "".join(self.lines)

    def wait(self) -> None:
        """Until the box with the four addresses is printed."""
        deadline = time.monotonic() + PATIENCE
        while "Aftercare is running" not in self.said:
            assert self.process.poll() is None, f"It ended too soon:\n{self.said}"
            assert time.monotonic() < deadline, f"It took too long:\n{self.said}"
            time.sleep(0.1)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """The exit code, once the launcher and everything that inherited its output are gone."""
        self.process.send_signal(number)
        code = self.process.wait(timeout=30)
        self._reader.join(timeout=10)
        assert not self._reader.is_alive(), f"A process was left behind:\n{self.said}"
        return code

    def __post_init__(self) -> None:
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)


def copy_project(folder: Path) -> Path:
    return Path(shutil.copytree(ROOT, folder, ignore=LEFT_BEHIND))


@contextmanager
def start_everything(folder: Path, *, database: str | None = None, **variables: str) -> Iterator[Launched]:
    ports = free_ports()
    environment = {**os.environ, **{name: str(port) for name, port in ports.items()}, **variables}
    environment.pop("DATABASE_URL", None)
    if database:
        environment["DATABASE_URL"] = database
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.run"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    launched = Launched(process, folder, environment)
    try:
        yield launched
    finally:
        if process.poll() is None:
            launched.stop(signal.SIGTERM)


def free_ports() -> dict[str, int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in PORTS]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return {name: probe.getsockname()[1] for name, probe in zip(PORTS, probes, strict=True)}


@contextmanager
def own_database() -> Iterator[str | None]:
    """On PostgreSQL a new database beside the named one; on SQLite the copy makes its own file."""
    named = os.environ.get("DATABASE_URL", "")
    if not named.startswith("postgres"):
        yield None
        return
    name = f"aftercare_{uuid4().hex[:12]}"
    with psycopg.connect(named, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(named)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
