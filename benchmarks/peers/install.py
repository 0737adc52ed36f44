"""Install the peers as they are pinned, once, in a folder of their own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
LOCKED: Final = HERE.parent.parent / "requirements" / "bench-peers.txt"
PROGRAMS: Final = ("wrk", "node", "npm", "taskset", "virtuoso-t", "isql-vt")


def install(folder: Path) -> Path:
    """Install what is not there, or was pinned otherwise; return the folder, complete."""
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        debian = "wrk, nodejs, npm, util-linux, virtuoso-opensource"
        sys.exit(f"benchmarks beside peers need {', '.join(missing)} (Debian: {debian})")
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    _python(folder)
    _node(folder)
    return folder


def python_of(folder: Path) -> Path:
    """Return the Python that has the peers."""
    return folder / "python" / "bin" / "python"


def versions(folder: Path) -> dict[str, str]:
    """Return which versions the peers have."""
    packages = ("oxigraph", "rdflib-endpoint", "reasonable", "grlc")
    code = "import sys, importlib.metadata as m; print(*map(m.version, sys.argv[1:]))"
    found = dict(zip(packages, _said(str(python_of(folder)), "-c", code, *packages).split(), strict=True))
    package = json.loads((folder / "node_modules" / "trifid" / "package.json").read_text(encoding="utf-8"))
    virtuoso = re.search(r"Version (\d[\d.]*)", _said("virtuoso-t", "-?"))
    return found | {
        "Trifid": package["version"],
        "Node": _said("node", "--version").strip().removeprefix("v"),
        "Virtuoso": virtuoso[1] if virtuoso else "",
    }


def _said(*words: str) -> str:
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    return done.stdout + done.stderr


def _python(folder: Path) -> None:
    done = folder / LOCKED.name
    if done.exists() and done.read_bytes() == LOCKED.read_bytes():
        return
    done.unlink(missing_ok=True)
    venv.create(folder / "python", with_pip=True, clear=True)
    pip = ["pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(LOCKED)]
    subprocess.run([python_of(folder), "-m", *pip], check=True)
    shutil.copy(LOCKED, done)


def _node(folder: Path) -> None:
    lock = HERE / "package-lock.json"
    if (folder / "node_modules" / "trifid").exists() and (folder / lock.name).read_bytes() == lock.read_bytes():
        return
    for name in ("package.json", lock.name):
        shutil.copy(HERE / name, folder)
    npm = ["npm", "ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"]
    subprocess.run(npm, check=True, cwd=folder)
