"""How much memory this process may still take: what the machine has, and what its control groups leave it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Names of the limit, of what is taken, and in memory.stat of what the kernel gives back when it is needed.
_V2: Final = ("memory.max", "memory.current", "inactive_file")
_V1: Final = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")


def available(root: Path = Path("/")) -> int | None:
    """Return how many bytes may still be taken, or ``None`` where the system does not tell; Linux does.

    It is the least of MemAvailable (proc(5)) and of what each control group above the process has left (cgroups(7)):
    in a container the machine has more than the container may take. ``root`` is where proc and sys are found.
    """
    found = [*_of_machine(root), *_of_groups(root)]
    return max(min(found), 0) if found else None


def _of_machine(root: Path) -> Iterator[int]:
    for line in _lines(root / "proc/meminfo"):
        name, _, rest = line.partition(":")
        if name == "MemAvailable":
            yield int(rest.split()[0]) * 1024


def _of_groups(root: Path) -> Iterator[int]:
    for line in _lines(root / "proc/self/cgroup"):
        _, controllers, path = line.split(":", 2)
        if not controllers:
            yield from _left(root / "sys/fs/cgroup", path, _V2)
        elif "memory" in controllers.split(","):
            yield from _left(root / "sys/fs/cgroup/memory", path, _V1)


def _left(mount: Path, path: str, names: tuple[str, str, str]) -> Iterator[int]:
    """Go through the groups from that of the process to the topmost; a container may see the latter alone."""
    limit, usage, idle = names
    group = PurePosixPath(path)
    for each in (group, *group.parents):
        folder = mount / str(each).lstrip("/")
        with suppress(OSError, ValueError):  # "max" is no number: there is no limit
            most = int((folder / limit).read_text())
            given_back = sum(int(line.split()[1]) for line in _lines(folder / "memory.stat") if line.split()[0] == idle)
            yield most - int((folder / usage).read_text()) + given_back


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []
