"""Have html-validate read a page of every kind, and linkinator follow every link of the site.

Usage: python judges/markup.py FOLDER     (FOLDER: where the judges are kept between runs)

Links to other hosts are not followed: nothing is asked of the world on behalf of a test.
"""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

from runtime import judge_folder
from serving import pages, served
from tools import install

HERE: Final = Path(__file__).parent / "web"
#: Documents of RDF and files to download are links too, and are followed; combinations of limits are endless.
ENDLESS: Final = r"/search\?|[?&](after|lang|topic|group|polarity|realization|area|body|instrument)="


def validate(base: str, programs: Path, folder: Path) -> tuple[int, list[str]]:
    """Fetch a page of every kind and validate it; return how many, and the complaints."""
    folder.mkdir(exist_ok=True)
    files = []
    for number, path in enumerate(pages()):
        request = urllib.request.Request(base + path, headers={"Accept": "text/html"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                body = answer.read()
        except urllib.error.HTTPError as error:  # an error is a page too
            body = error.read()
        file = folder / f"{number:03}.html"
        file.write_bytes(body)
        files.append((file, path))
    command: list[str | Path] = [
        programs / "html-validate",
        "--config",
        HERE / "htmlvalidate.json",
        "--formatter",
        "json",
        *(f for f, _ in files),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    named = {str(file): path for file, path in files}
    found = [
        f"{named[result['filePath']]}:{message['line']}: {message['message']} ({message['ruleId']})"
        for result in json.loads(done.stdout or "[]")
        for message in result["messages"]
    ]
    return len(files), found if done.stdout else [done.stderr]


def follow(base: str, programs: Path) -> tuple[int, list[str]]:
    """Follow the links of the site from its start page; return how many there are, and the dead ones."""
    command: list[str | Path] = [
        *(
            programs / "linkinator",
            f"{base}/",
            "--recurse",
            "--format",
            "json",
            "--concurrency",
            "8",
            "--timeout",
            "30000",
        ),
        *("--skip", f"^(?!{base})", "--skip", ENDLESS),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    links = json.loads(done.stdout)["links"]
    followed = [link for link in links if link["state"] != "SKIPPED"]
    return len(followed), [
        f"{link['status']} {link['url']} on {link.get('parent')}" for link in links if link["state"] == "BROKEN"
    ]


def main() -> int:
    """Run both judges; say how much they saw and what is wrong."""
    folder = judge_folder()
    programs = install(folder / "web")
    with served() as base:
        count, complaints = validate(base, programs, folder / "pages")
        links, dead = follow(base, programs)
    print(f"html-validate: {count} pages, {len(complaints)} complaints")
    print("".join(f"  {each}\n" for each in complaints[:40]), end="")
    print(f"linkinator: {links} links, {len(dead)} dead")
    print("".join(f"  {each}\n" for each in dead[:40]), end="")
    return 1 if complaints or dead else 0


if __name__ == "__main__":
    sys.exit(main())
