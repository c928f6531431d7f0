"""`make run`: everything on this machine, from an empty database to four addresses that answer."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Message, Printer

from cms.environment import ROOT
from deploy.announce import announce
from deploy.ports import PortError, read_ports


class Terminal(Printer):
    """Where the processes' lines go. Whether anybody still reads them decides nothing."""

    def write(self, message: Message) -> None:
        with suppress(OSError):
            super().write(message)


class Processes(Manager):
    """The processes of the Procfile: when one ends, or on Ctrl-C, all end."""

    def terminate(self) -> None:
        """A process that has not told its pid yet cannot be stopped: ask again when it has."""
        if self._all_started():
            super().terminate()
        else:
            threading.Timer(0.1, self.terminate).start()


def main() -> int:
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    os.chdir(ROOT)
    try:
        ports = read_ports(dict(os.environ))
    except PortError as error:
        print(error, file=sys.stderr)
        return 1
    environment = _environment(ports)
    print("Preparing the database; the first time this takes a while …", flush=True)
    if subprocess.run([sys.executable, "-m", "deploy.prepare"], env=environment, check=False).returncode:
        print("The database could not be prepared; the reason stands above.", file=sys.stderr)
        return 1
    return _run(ports, environment)


def _run(ports: dict[str, int], environment: dict[str, str]) -> int:
    processes = Processes(Terminal(sys.stdout))
    for name, command in parse_procfile(Path("Procfile").read_text()).processes.items():
        processes.add_process(name, command, env=environment)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        # A closed terminal stops everything, as Ctrl-C does; unless it was started by nohup.
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    threading.Thread(target=announce, args=(ports, environment), daemon=True).start()
    processes.loop()
    stopped_on_purpose = processes.returncode in (128 + signal.SIGINT, 128 + signal.SIGTERM)
    return 0 if stopped_on_purpose else 1


def _environment(ports: dict[str, int]) -> dict[str, str]:
    """What every process gets: the ports, and this very Python as `python`."""
    return {
        **os.environ,
        **{name: str(port) for name, port in ports.items()},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONUNBUFFERED": "1",
    }


def _stop(number: int, _frame: object) -> None:
    """Until honcho takes over: end at once, and with us what we wait for."""
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
