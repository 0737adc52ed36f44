"""Have Schemathesis call the API as its description says, and say where the two differ.

Usage: python judges/api.py FOLDER     (FOLDER: where Schemathesis is kept between runs)

It makes requests from the OpenAPI description, good and bad ones, and compares status, media type and body with it.
Their number is bounded, the seed is fixed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

from runtime import judge_folder, run
from serving import served

PINNED: Final = Path(__file__).parent.parent / "requirements" / "judge-web.txt"
#: Requests an operation at most, for each kind of check.
EXAMPLES: Final = 6


def install(folder: Path) -> Path:
    """Install Schemathesis as it is pinned, into an environment of its own; return its program."""
    done = folder / PINNED.name
    if not done.exists() or done.read_bytes() != PINNED.read_bytes():
        venv.create(folder, with_pip=True, clear=True)
        pip: list[str | Path] = [
            folder / "bin" / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        run([*pip, "--require-hashes", "-r", PINNED])
        done.write_bytes(PINNED.read_bytes())
    return folder / "bin" / "schemathesis"


def main() -> int:
    """Call every operation; say how many calls there were and what was wrong."""
    program = install(judge_folder() / "schemathesis")
    with served() as base:
        # the phase of coverage makes hundreds of requests for each list of choices: it takes hours over all operations
        options = [
            "--phases",
            "examples,fuzzing",
            "--max-examples",
            str(EXAMPLES),
            "--seed",
            "1",
            "--request-timeout",  # longer than the deadline of a query, so that the server has the last word
            "40",
            "--workers",
            "1",
            "--no-color",
            "--checks",
            "all",
        ]
        done = subprocess.run(
            [program, "run", f"{base}/openapi.json", *options],
            capture_output=True,
            text=True,
            check=False,
            timeout=1500,
        )
    said = done.stdout + done.stderr
    counted = re.findall(r"^.*(?:generated|passed|failed|Operations).*$", said, re.MULTILINE)
    print("Schemathesis:", "; ".join(line.strip() for line in counted[-6:]) or "said nothing")
    if done.returncode:
        print(said[-6000:])
    return 1 if done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
