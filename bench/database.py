"""The databases that corpora are kept in: one for each size, beside the one of DATABASE_URL."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from cms.environment import ROOT

HUB_PORT, SITE_PORT = 28_640, 28_641
"""Fixed, since they are part of every document: a corpus is used again only at the same addresses."""


def environment(size: int) -> dict[str, str]:
    """The settings of every process of a run at this size: a real server's, as far as they cost anything."""
    addresses = {
        "PORT": str(HUB_PORT),
        "SITE_PORT": str(SITE_PORT),
        "SITE_URL": f"http://127.0.0.1:{SITE_PORT}",
        "API_URL": f"http://127.0.0.1:{HUB_PORT}/api/v1",
        "MEDIA_URL": f"http://127.0.0.1:{HUB_PORT}/media/",
    }
    settings = {
        "DATABASE_URL": database_url(size, os.environ),
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "DEBUG": "false",
        "LOG_LEVEL": "WARNING",
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **addresses, **settings, "PATH": path}


def database_url(size: int, variables: Mapping[str, str]) -> str:
    """Of the corpus of this size: on the server of DATABASE_URL, or a file of SQLite."""
    name = f"aftercare_bench_{size}"
    given = urlsplit(variables.get("DATABASE_URL", ""))
    if is_postgres(given.geturl()):
        return urlunsplit(given._replace(path=f"/{name}"))
    return f"sqlite:///{ROOT / 'var' / name}.sqlite3"


def is_postgres(url: str) -> bool:
    return url.startswith("postgres")


def make_database(url: str, *, fresh: bool) -> None:
    """An up-to-date database without articles, or the one that is there. `fresh` throws that away first."""
    if is_postgres(url):
        _make_on_server(url, fresh=fresh)
    elif fresh:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{url.removeprefix('sqlite:///')}{suffix}").unlink(missing_ok=True)


def _make_on_server(url: str, *, fresh: bool) -> None:
    parts = urlsplit(url)
    name = parts.path.removeprefix("/")
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
        if fresh:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')


def run(*command: str, size: int) -> None:
    """A command of the project, with this size's settings, to its end."""
    subprocess.run([sys.executable, *command], env=environment(size), cwd=ROOT, check=True)
