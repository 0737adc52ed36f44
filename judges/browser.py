"""Have axe-core in Chromium look at a page of every kind, on a phone in light and on a desk in dark.

Usage: python judges/browser.py FOLDER     (FOLDER: where axe-core is kept between runs)

A complaint of the browser (script error, blocked by the Content-Security-Policy, request to another host) and a page
wider than its screen are failures too.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from runtime import judge_folder, need
from serving import pages, served
from tools import install

SCRIPT: Final = Path(__file__).parent / "web" / "browser.mjs"


def main() -> int:
    """Look at every kind of page; say what is wrong."""
    node = need("node", "axe-core")
    chromium = shutil.which("chromium-browser") or need("chromium", "axe-core (Debian: chromium)")
    modules = install(judge_folder() / "web").parent
    with served() as base:
        command: list[str | Path] = [node, SCRIPT, base, chromium, modules, *pages()]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    if done.returncode:
        print(f"axe-core: the browser failed\n{done.stderr}")
        return 1
    found = json.loads(done.stdout)
    violations, complaints = found["violations"], found["complaints"]
    print(f"axe-core: {found['pages']} views, {len(violations)} violations, {len(complaints)} complaints")
    print("".join(f"  {each}\n" for each in [*violations, *complaints][:60]), end="")
    return 1 if violations or complaints else 0


if __name__ == "__main__":
    sys.exit(main())
