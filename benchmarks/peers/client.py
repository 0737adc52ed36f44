"""The client: wrk (Debian), which asks for one thing all the time, on the last processor."""

from __future__ import annotations

import os
import re
import subprocess
from typing import Final, NamedTuple

#: Connections at once; one for a server that answers fewer than :data:`SLOW` a second, which would still be at work on
#: what nobody waits for any more when time is up.
CONNECTIONS: Final = 8
SLOW: Final = 100
_PROCESSOR: Final = (os.cpu_count() or 1) - 1


class Load(NamedTuple):
    """How many answers came, and how many a second."""

    answers: int
    rate: float


def ask(url: str, media_type: str, seconds: int, connections: int = CONNECTIONS) -> Load | None:
    """Ask for so many seconds; ``None`` where a request failed, or was answered with an error."""
    wrk = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-H", f"Accept: {media_type}", url]
    bound = ["taskset", "--cpu-list", str(_PROCESSOR), *wrk]
    said = subprocess.run(bound, check=True, capture_output=True, text=True).stdout
    rate, count = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"(\d+) requests in", said)
    if "Non-2xx" in said or "Socket errors" in said or not rate or not count or not int(count[1]):
        return None
    return Load(int(count[1]), float(rate[1]))
