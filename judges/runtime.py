"""What a judge runs on: found, or missed in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def need(program: str, judge: str) -> str:
    """Return the path of a program, or end the judge: with 1 in CI, which has them all, else with 0."""
    if found := shutil.which(program):
        return found
    print(f"{judge}: not run, needs {program}; install it and run make judge again")
    sys.exit(1 if os.environ.get("CI") else 0)


def run(command: Sequence[str | Path], *, folder: Path | None = None) -> None:
    """Run a command silently; where it fails, show what it said and end the judge with 1."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")


def judge_folder() -> Path:
    """Return the folder named on the command line, where judges keep what they fetch."""
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
