"""``mgi validate --watch``: real files, a real process, real saves."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mgi_graph.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("watchfiles", reason="needs the extra `maintain`")

SOURCE = Path(main.__file__).parents[2]
TINY = Path(__file__).parent.parent / "queries" / "project"
#: Long enough for a busy machine; a hang ends the test instead of the run.
LIMIT = 60


class Watch:
    """A watch that is going on, and what it says."""

    def __init__(self, project: Path, *args: str, cache: Path) -> None:
        self.project = project
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mgi_graph.cli.main", "validate", "--watch", *args],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=project,
            env=os.environ | {"MGI_PROJECT": str(project), "MGI_CACHE": str(cache), "PYTHONPATH": str(SOURCE)},
        )  # fmt: skip
        self.timer = threading.Timer(LIMIT, self.process.kill)
        self.timer.start()

    def until(self, words: str) -> str:
        """Read lines up to the one that holds the words."""
        assert self.process.stdout
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if words in line:
                return "".join(lines)
        raise AssertionError(f"{words!r} never came: {''.join(lines)}")

    def end(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        out, _ = self.process.communicate()
        return self.process.returncode, out


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    shutil.copytree(TINY, tmp_path / "project")
    watch = Watch(tmp_path / "project", cache=tmp_path / "cache")
    yield watch
    watch.timer.cancel()
    watch.process.kill()
    watch.process.wait()
    assert watch.process.stdout
    watch.process.stdout.close()


def test_saves_bring_results_and_a_broken_file_does_not_end_it(watch: Watch) -> None:
    file = watch.project / "data" / "xy" / "tiny.ttl"
    good = file.read_text(encoding="utf-8")
    assert "conforms: 0 Violation" in watch.until(" s\n")

    file.write_text(good + "xy:broken", encoding="utf-8")
    assert "(syntax)" in watch.until(" s\n")

    new = file.with_name("tiny.ttl.new")  # as editors save: beside, then renamed
    new.write_text(good, encoding="utf-8")
    new.replace(file)
    assert "conforms: 0 Violation" in watch.until(" s\n")

    more = file.with_name("more.ttl")
    more.write_text("# More.\n# Made up.\n\n<urn:a> <urn:p> 'b' . @prefix no: <urn:> .\n", encoding="utf-8")
    assert "data/xy/more.ttl:4:" in watch.until(" s\n")
    more.unlink()
    watch.until("conforms: 0 Violation")

    code, said = watch.end()
    assert code == 130
    assert "Traceback" not in said


def test_of_a_burst_of_saves_the_last_one_counts(watch: Watch) -> None:
    file = watch.project / "data" / "xy" / "tiny.ttl"
    good = file.read_text(encoding="utf-8")
    watch.until("watching")
    for text in [good + "xy:broken", good, good + "xy:broken"] * 5:
        file.write_text(text, encoding="utf-8")
    watch.until("(syntax)")
    file.write_text(good, encoding="utf-8")
    assert "(syntax)" not in watch.until("0 Violation, 0 Warning")
    assert watch.end()[0] == 130
