"""Processes that serve on loopback: started on one processor, waited for, ended by their number."""

from __future__ import annotations

import random
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

#: How long a server may take to answer for the first time, and to end, in seconds.
PATIENCE: Final = 120
END: Final = 20
_PORTS: Final = (20_000, 32_000)


def run(words: Sequence[str | Path], environment: Mapping[str, str]) -> str:
    """Run a command to its end; raises :class:`RuntimeError` with what it says where it fails."""
    done = subprocess.run(words, check=False, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {(done.stdout + done.stderr)[-1000:]}")
    return done.stdout


@contextmanager
def started(
    words: Sequence[str | Path],
    log: Path,
    *,
    environment: Mapping[str, str],
    folder: Path,
    processor: int | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process beside this one, on one processor if told; it is ended when the block is left."""
    bound = [] if processor is None else ["taskset", "--cpu-list", str(processor)]
    with (
        log.open("wb") as written,
        subprocess.Popen([*bound, *words], stdout=written, stderr=written, env=environment, cwd=folder) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(END)
            except subprocess.TimeoutExpired:
                process.kill()


def wait(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a process is ready; raises :class:`RuntimeError` with its log where it ends, or takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if ready():
            return
        time.sleep(0.1)
    text = log.read_text(errors="replace")[-1500:]
    raise RuntimeError(f"{process.args!r} does not answer within {PATIENCE} s, or ended:\n{text}")


def free_port() -> int:
    """Return a port of loopback that nothing listens at, nor at the one before it or after it.

    It is below those that the system gives to clients (ip(7), ip_local_port_range), which a load of requests uses up.
    """
    while True:
        port = random.randrange(*_PORTS, 3) + 1
        if all(map(_is_free, (port - 1, port, port + 1))):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
