"""Where and with what something was measured."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

#: The packages whose version a figure depends on, where the project's own environment has them.
PACKAGES: Final = (
    "mgi-graph",
    "pyoxigraph",
    "rdflib",
    "owlrl",
    "pyshacl",
    "starlette",
    "uvicorn",
    "httptools",
    "uvloop",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A computer: processor, cores, memory in GiB, system, and how busy it was when the run began."""

    processor: str
    cores: int
    memory: float
    system: str
    load: float

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.processor}, {self.cores} cores, {self.memory:.0f} GiB, {self.system}"


def here() -> Machine:
    """Return this machine."""
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
        system=f"{platform.system()} {platform.release()}",
        load=os.getloadavg()[0],
    )


def versions() -> dict[str, str]:
    """Return Python's version and those of the packages that are here."""
    found = {"Python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def revision(root: Path) -> str:
    """Return the revision of a checkout, with a plus where files differ from it; nothing without git."""
    try:
        commit = _git(root, "rev-parse", "--short=12", "HEAD")
        return commit + ("+" if _git(root, "status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
