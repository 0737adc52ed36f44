"""Have html-validate read a page of every kind, and linkinator follow every link on them.

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
from serving import ERRORS, pages, served
from tools import install

HERE: Final = Path(__file__).parent / "web"


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
    report = folder / "report.json"  # through a pipe it is cut off where it is long
    command: list[str | Path] = [
        *(programs / "html-validate", "--config", HERE / "htmlvalidate.json", "--formatter", f"json={report}"),
        *(file for file, _ in files),
    ]
    report.unlink(missing_ok=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not report.exists():
        return len(files), [done.stderr or done.stdout or "html-validate wrote no report"]
    named = {str(file): path for file, path in files}
    found = [
        f"{named[result['filePath']]}:{message['line']}: {message['message']} ({message['ruleId']})"
        for result in json.loads(report.read_text())
        for message in result["messages"]
    ]
    return len(files), found


def follow(base: str, programs: Path, folder: Path) -> tuple[int, list[str]]:
    """Follow every link of a page of every kind; return how many there are, and the dead ones."""
    report = folder / "links.json"
    command: list[str | Path] = [
        programs / "linkinator",
        *(base + path for path in pages() if path not in ERRORS),
        *("--format", "json", "--concurrency", "8", "--timeout", "30000", "--skip", f"^(?!{base})"),
    ]
    with report.open("wb") as written:
        subprocess.run(command, stdout=written, stderr=subprocess.DEVNULL, check=False, timeout=900)
    links = json.loads(report.read_text())["links"]
    followed = [link for link in links if link["state"] != "SKIPPED"]
    dead = [link for link in links if link["state"] == "BROKEN"]
    return len(followed), [f"{link['status']} {link['url']} on {link.get('parent')}" for link in dead]


def main() -> int:
    """Run both judges; say how much they saw and what is wrong."""
    folder = judge_folder()
    programs = install(folder / "web")
    with served() as base:
        count, complaints = validate(base, programs, folder / "pages")
        links, dead = follow(base, programs, folder / "pages")
    print(f"html-validate: {count} pages, {len(complaints)} complaints")
    print("".join(f"  {each}\n" for each in complaints[:40]), end="")
    print(f"linkinator: {links} links, {len(dead)} dead")
    print("".join(f"  {each}\n" for each in dead[:40]), end="")
    return 1 if complaints or dead else 0


if __name__ == "__main__":
    sys.exit(main())
