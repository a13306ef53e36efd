"""A process that ends with the one that started it, however that one dies: its standard input closes."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

MERCY = 30.0  # seconds to stop in good order
POLITE = 5  # how much less of the processor a job claims than the server


def leash() -> None:
    """Stop as on Ctrl+C once standard input ends; also where the starter's own starter ignores Ctrl+C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_watch, name="leash", daemon=True).start()


def polite() -> None:
    """Let the server's answers go first."""
    os.nice(POLITE)


def _watch() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(MERCY)
    os.kill(os.getpid(), signal.SIGKILL)
