"""What docs/answers.md shows is what the commands print, and its table of forms is the one in the code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mgi_graph.cli import main
from mgi_graph.results.forms import FORMS, ROWS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
SOURCE = Path(main.__file__).parents[2]
BLOCKS = [block.splitlines() for block in re.findall(r"```console\n(.*?)```", PAGE, flags=re.DOTALL)]


def test_the_table_has_every_form_as_the_code_has_it() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| `(.*?)` \| (.*?) \| (.*?) \|$", PAGE, flags=re.MULTILINE)
    expected = [
        (
            form.name,
            " ".join(f"`{suffix}`" for suffix in form.suffixes),
            form.media_type,
            ", ".join(form.holds),
            ("inside" if form.cites else "beside") if ROWS in form.holds else "–",
        )
        for form in FORMS
    ]
    assert rows == expected


def lines_of(command: str, folder: Path) -> list[str]:
    """Return what a command prints, without what differs from state to state of the dataset."""
    done = subprocess.run(
        [sys.executable, "-m", "mgi_graph.cli.main", *command.split()[1:]],
        capture_output=True, cwd=folder, check=False, encoding="utf-8",
        env=os.environ | {"MGI_PROJECT": str(ROOT), "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    return re.sub(r"--after \S+", "--after …", done.stdout + done.stderr).splitlines()


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0][:60])
def test_each_command_prints_what_the_page_shows(block: list[str], built: object, tmp_path: Path) -> None:
    printed: list[str] = []
    for line in block:
        if line.startswith("$ "):
            printed = lines_of(line.removeprefix("$ "), tmp_path)
        elif line != "…":
            assert line in printed
