"""Tell the service manager how it goes (sd_notify(3)); without one, nothing is told."""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from typing import Final

_VARIABLE: Final = "NOTIFY_SOCKET"


def say(state: str) -> None:
    """Send a state, such as ``READY=1``."""
    name = os.environ.get(_VARIABLE, "")
    if not name:
        return
    address = f"\0{name[1:]}" if name.startswith("@") else name
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as connection:
        connection.sendto(state.encode(), address)


def reloading() -> None:
    """Say that a reload has begun; it has ended at the next ``READY=1``."""
    say(f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1000}")
