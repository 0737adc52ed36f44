"""Have a runner that is not ours run the W3C tests of SPARQL 1.1 Protocol and Service Description on the endpoint.

Usage: python judges/protocol.py FOLDER     (FOLDER: where the runner is kept between runs)

The runner (rdf-test-suite) sends to one endpoint, whose data it cannot change: the tests that come with data of their
own are run in tests/server/sparql, each over a store that holds them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from runtime import judge_folder
from serving import served
from tools import install

HERE: Final = Path(__file__).parent / "web"
SHARED: Final = Path(os.environ.get("MGI_SHARED", Path(__file__).resolve().parents[2] / "shared"))
MANIFESTS: Final = SHARED / "standards" / "sparql11"
#: The tests of queries that need no data of their own, and how many there are.
QUERIES: Final = (
    r"#(query_post_form|query_get|query_post_direct|query_content_type_\w+|bad_query_\w+|bad_multiple_queries)$"
)
PARTS: Final = (("protocol", QUERIES), ("service-description", r"#"))
_COUNT: Final = re.compile(r"(\d+) / (\d+) tests succeeded")


def judge(base: str, programs: Path, part: str, tests: str) -> tuple[int, int, str]:
    """Run the tests of a part; return how many passed, of how many, and what the runner said."""
    folder = MANIFESTS / part
    # the runner takes the engine from below the folder that it is started in
    command: list[str | Path] = [
        *(programs / "rdf-test-suite", "endpoint.cjs", "http://w3c.test/manifest.ttl"),
        *("-m", f"http://w3c.test/~{folder}/", "-t", tests, "-o", "summary"),
        *("-i", json.dumps(dict.fromkeys(("protocolEndpoint", "serviceDescriptionEndpoint"), f"{base}/sparql"))),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, cwd=HERE)
    said = done.stdout + done.stderr
    match = _COUNT.search(said)
    return (int(match[1]), int(match[2]), said) if match else (0, 0, said)


def main() -> int:
    """Run both parts; say how many tests passed."""
    if not MANIFESTS.exists():
        print(
            f"W3C protocol tests: not run, need {MANIFESTS.name} of the shared folder (MGI_SHARED names another place)"
        )
        return 1 if os.environ.get("CI") else 0
    programs = install(judge_folder() / "web")
    failed = 0
    with served() as base:
        for part, tests in PARTS:
            passed, total, said = judge(base, programs, part, tests)
            print(f"W3C {part} (rdf-test-suite): {passed} of {total}")
            if passed < total or not total:
                failed += 1
                print(said)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
