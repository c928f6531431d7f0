"""A server that is told to stop is not kept by those who wait: its own handler of the signal still runs."""

import subprocess
import sys

import pytest

from tests.launching import ROOT

PROGRAM = """
import os, signal, sys
from threading import Thread
import django
django.setup()
from api.stopping import close_when_told_to_stop
from api.waiting import WaitingRoom

FOR_EVER = 10**6
room = WaitingRoom(lambda: "one")
handled = []
close_when_told_to_stop(room)
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1):
    signal.signal(number, lambda number, frame: handled.append(number))
room.enter(1)
waiting = Thread(target=room.wait, args=("one", FOR_EVER))
room.wait("", FOR_EVER)
waiting.start()
os.kill(os.getpid(), signal.SIGUSR1)
waiting.join(0.3)
print(waiting.is_alive(), end=" ")
os.kill(os.getpid(), getattr(signal, sys.argv[1]))
waiting.join(30)
print(waiting.is_alive(), room.enter(9), len(handled))
sys.stdout.flush()
os._exit(0)
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_signal_that_stops_the_server_lets_everybody_go(name):
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, name],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "cms.settings", "ROLE": "delivery"},
        capture_output=True,
        text=True,
    )
    assert ran.stdout.split() == ["True", "False", "False", "2"], ran.stderr
