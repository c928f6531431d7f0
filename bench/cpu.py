"""Seconds of CPU that processes use: on a machine that others use too, what holds. Linux only."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection

PROC = Path("/proc")


def cpu_seconds(processes: Iterable[int]) -> float:
    """So far, of these processes, of all that they started, and of the database's side of their connections.

    0 where the system does not tell. A database elsewhere is left out.
    """
    family = [member for process in processes for member in _family(process)]
    return sum(map(_seconds, {*family, *_backends()}))


def _family(process: int) -> Iterator[int]:
    yield process
    for child in _read(PROC / str(process) / "task" / str(process) / "children").split():
        yield from _family(int(child))


def _backends() -> list[int]:
    """PostgreSQL's processes for this database, but not our own."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in cursor.fetchall() if "postgres" in _read(PROC / str(pid) / "comm")]


def _seconds(process: int) -> float:
    """User's and system's time: the 14th and 15th field, counted behind the name in parentheses."""
    fields = _read(PROC / str(process) / "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
