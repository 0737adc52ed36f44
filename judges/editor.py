"""Use the SPARQL editor in Chromium as a person does, by keyboard, with axe-core beside it.

Usage: python judges/editor.py FOLDER     (FOLDER: where puppeteer and axe-core are kept between runs)

It is filled from an example, by completion and from a link; answers, mistakes and a query that is stopped are shown as
they should. A complaint of the browser (script error, blocked by the Content-Security-Policy, request to another host)
and a page wider than its screen are failures too.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from runtime import judge_folder, need
from serving import served
from tools import install

SCRIPT: Final = Path(__file__).parent / "web" / "editor.mjs"


def main() -> int:
    """Use the editor; say what went wrong."""
    node = need("node", "editor")
    chromium = shutil.which("chromium-browser") or need("chromium", "editor (Debian: chromium)")
    modules = install(judge_folder() / "web").parent
    with served() as base:
        command: list[str | Path] = [node, SCRIPT, base, chromium, modules]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        print(f"editor: the browser failed\n{done.stderr}")
        return 1
    found = json.loads(done.stdout)
    print(f"editor: {found['steps']} steps, {len(found['complaints'])} complaints")
    print("".join(f"  {each}\n" for each in found["complaints"]), end="")
    return 1 if found["complaints"] else 0


if __name__ == "__main__":
    sys.exit(main())
