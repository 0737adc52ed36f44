"""The judges of the site that npm publishes, installed as their lock pins them."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path
from typing import Final

from runtime import need, run

LOCK: Final = Path(__file__).parent / "web"


def install(folder: Path) -> Path:
    """Install them where the lock has changed; return the folder of their programs."""
    npm = need("npm", "judges of the site")
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "installed.json"
    wanted = (LOCK / "package-lock.json").read_bytes()
    with (folder / "lock").open("w") as lock:  # judges may run at once: one installs, the others wait
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists() or done.read_bytes() != wanted:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(LOCK / name, folder)
            run([npm, "ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"], folder=folder)
            done.write_bytes(wanted)
    return folder / "node_modules" / ".bin"
