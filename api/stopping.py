"""When the server is told to stop, nobody waits any longer: it would first wait for them.

The server's own handlers of these signals are not ours to replace. Python writes the number of every signal
that it handles to one descriptor, beside calling the handler, and a thread reads there.
"""

import signal
import socket
from threading import Thread, current_thread, main_thread

from .waiting import WaitingRoom

STOPS = (signal.SIGINT, signal.SIGTERM)


def close_when_told_to_stop(room: WaitingRoom) -> None:
    """Let everybody go on a signal. Only a main thread can ask for that; in another, nothing happens."""
    if current_thread() is not main_thread():
        return
    heard, told = socket.socketpair()
    told.setblocking(False)
    signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    Thread(target=_listen, args=(heard, told, room), name="stop-listener", daemon=True).start()


def _listen(heard: socket.socket, told: socket.socket, room: WaitingRoom) -> None:
    """The writing end is held here too: it is open as long as somebody reads."""
    with told, heard:
        while heard.recv(1)[0] not in STOPS:
            pass
        room.close()
        # Later signals are the server's alone.
        while heard.recv(64):
            pass
