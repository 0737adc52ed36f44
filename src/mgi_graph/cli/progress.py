"""What is going on, told on standard error once it has taken more than a second."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE: Final = 1.0


class Progress:
    """Take messages as a build goes on; show them from the second one on that is waited for."""

    def __init__(self, *, quiet: bool) -> None:
        """Say nothing at all when ``quiet``."""
        self._quiet = quiet
        self._lock = threading.Lock()
        self._waiting = ""
        self._talking = False
        self._timer = threading.Timer(PATIENCE, self._start)
        self._timer.daemon = True

    def __enter__(self) -> Progress:
        """Start the clock."""
        if not self._quiet:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the clock."""
        self._timer.cancel()

    def __call__(self, message: str) -> None:
        """Take a message."""
        with self._lock:
            if self._talking:
                _say(message)
            else:
                self._waiting = message

    def _start(self) -> None:
        with self._lock:
            self._talking = True
            if self._waiting:
                _say(self._waiting)


def _say(message: str) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.write(f"mgi: {message} …\n")
        sys.stderr.flush()
