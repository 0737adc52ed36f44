"""The client: wrk (Debian) on the last processor, or one request after the other for a server that is slow."""

from __future__ import annotations

import os
import re
import subprocess
import time
from typing import Final, NamedTuple

from peers.asked import fetch

#: Connections at once.
CONNECTIONS: Final = 8
#: Answers a second below which a server is asked for one thing after the other: with eight connections it would still
#: be at work, when time is up, on what nobody waits for any more.
SLOW: Final = 100
#: How many answers of such a server are waited for at least.
FEW: Final = 5
_PROCESSOR: Final = (os.cpu_count() or 1) - 1


class Load(NamedTuple):
    """How many answers came, and how many a second."""

    answers: int
    rate: float


def ask(url: str, media_type: str, seconds: int) -> Load | None:
    """Ask for so many seconds; ``None`` where a request failed, or was answered with an error."""
    wrk = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s", "-H", f"Accept: {media_type}", url]
    bound = ["taskset", "--cpu-list", str(_PROCESSOR), *wrk]
    said = subprocess.run(bound, check=True, capture_output=True, text=True).stdout
    rate, count = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"(\d+) requests in", said)
    if "Non-2xx" in said or "Socket errors" in said or not rate or not count or not int(count[1]):
        return None
    return Load(int(count[1]), float(rate[1]))


def ask_slowly(url: str, media_type: str, seconds: int) -> Load | None:
    """Ask one thing after the other, :data:`FEW` times at least."""
    start, answers = time.monotonic(), 0
    try:
        while answers < FEW or time.monotonic() < start + seconds:
            fetch(url, media_type)
            answers += 1
    except OSError:
        return None
    return Load(answers, answers / (time.monotonic() - start))
