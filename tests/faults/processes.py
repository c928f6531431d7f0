"""The processes of the Procfile, each of which can be killed and started again."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from honcho.environ import parse_procfile

from tests.launching import PATIENCE, ROOT, free_ports

# Two web servers on different ports, as on two machines: one answers while the other starts again.
WEBS = ("web", "other web")
# Once is enough: a second process for requests would only be a second one to start again and again.
CHANGES = {"--workers 2": "--workers 1", "db_worker": "db_worker --interval 0.2 --no-startup-delay"}
CHANGES |= {name: f"{name} --interval 0.2" for name in ("run_scheduler", "send_webhooks")}


def command_of(name):
    """As the Procfile says, with shorter pauses."""
    command = parse_procfile((ROOT / "Procfile").read_text()).processes[name.removeprefix("other ")]
    for old, new in CHANGES.items():
        command = command.replace(old, new)
    return f"exec {command}"


class Processes:
    """What runs, by name. A killed one takes with it whatever it had started."""

    def __init__(self, folder, database):
        self.folder, self._running = folder, {}
        self.ports = dict(zip(WEBS, free_ports().values(), strict=False))
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        self.environment = {**os.environ, "PATH": path, "DATABASE_URL": database, "PYTHONUNBUFFERED": "1"}
        self.environment |= {"MEDIA_ROOT": str(folder / "media"), "SITE_URL": "http://localhost:8001"}
        self.environment |= {"API_URL": f"http://localhost:{self.ports['web']}/api/v1"}

    def address(self, name):
        return f"http://localhost:{self.ports[name]}"

    def run(self, *arguments):
        """A command of ours, to its end; what it printed."""
        ended = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def start(self, name):
        port = {"PORT": str(self.ports[name])} if name in self.ports else {}
        command = command_of(name) + (f" --out {self.folder / 'site'}" if name == "follow" else "")
        with (self.folder / f"{name}.log").open("a") as log:
            self._running[name] = subprocess.Popen(
                command,
                shell=True,
                cwd=ROOT,
                env=self.environment | port,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name):
        process = self._running.pop(name)
        assert process.poll() is None, f"{name} ended by itself:\n{self.said(name)}"
        self._end(process)

    def kill_all(self):
        for name in list(self._running):
            self._end(self._running.pop(name))

    def _end(self, process):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def said(self, name):
        return (self.folder / f"{name}.log").read_text()


def wait_until(holds, what):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"It took too long: {what}"
        time.sleep(0.05)
