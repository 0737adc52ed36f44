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
LIMIT = 300


class Watch:
    """A watch that is going on, and what it says."""

    def __init__(self, project: Path, *args: str, cache: Path) -> None:
        self.project = project
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mgi_graph.cli.main", "validate", "--watch", *args],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=project,
            env=os.environ | {"MGI_PROJECT": str(project), "MGI_CACHE": str(cache), "PYTHONPATH": str(SOURCE)},
            # a runner in the background ignores SIGINT, and its children inherit that
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no other thread matters
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

    def until_whole(self) -> str:
        """Read the verdict on all files, with nothing before it."""
        self.until("──── whole project")
        return self.until(" s\n")

    def end(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        out, _ = self.process.communicate()
        return self.process.returncode, out

    def close(self) -> None:
        self.timer.cancel()
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    shutil.copytree(TINY, tmp_path / "project")
    watch = Watch(tmp_path / "project", cache=tmp_path / "cache")
    yield watch
    watch.close()


def test_saves_bring_results_and_a_broken_file_does_not_end_it(watch: Watch) -> None:
    file = watch.project / "data" / "xy" / "tiny.ttl"
    good = file.read_text(encoding="utf-8")
    assert "conforms: 0 Violation" in watch.until_whole()

    file.write_text(good + "xy:broken", encoding="utf-8")
    assert "(syntax)" in watch.until(" s\n")

    new = file.with_name("tiny.ttl.new")  # as editors save: beside, then renamed
    new.write_text(good, encoding="utf-8")
    new.replace(file)
    assert "conforms: 0 Violation" in watch.until(" s\n")
    assert "conforms: 0 Violation" in watch.until_whole()

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


def test_what_a_save_breaks_is_told_of_the_file_at_once_and_of_all_files_after(watch: Watch) -> None:
    file = watch.project / "data" / "xy" / "more.ttl"
    watch.until_whole()
    file.write_text("# More.\n# Made up.\n\n<urn:a> <urn:p> 'b' . @prefix no: <urn:> .\n", encoding="utf-8")
    watch.until("──── changed files: data/xy/more.ttl")
    assert "data/xy/more.ttl:4:" in watch.until(" s\n")
    other = file.with_name("other.ttl")
    other.write_text("# Other.\n# Made up.\n\n<urn:b> <urn:p> 'b' .\n", encoding="utf-8")
    watch.until("──── changed files: data/xy/other.ttl")
    assert "more.ttl" not in watch.until(" s\n")
    watch.until("──── whole project:")
    assert "data/xy/more.ttl:4:" in watch.until(" s\n")
    assert watch.end()[0] == 130


def test_with_paths_the_watch_is_of_these(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "project")
    country = tmp_path / "country"
    country.mkdir()
    (country / "a.ttl").write_text("# A.\n# Made up.\n\n<urn:a> <urn:p> 'b' .\n", encoding="utf-8")
    watch = Watch(tmp_path / "project", str(country), cache=tmp_path / "cache")
    try:
        watch.until(f"──── whole project, results for {country.as_posix()}:")
        (country / "a.ttl").write_text("# A.\n# Made up.\n\n<urn:a> <urn:p> 'b'", encoding="utf-8")
        watch.until(f"──── changed files: {country.as_posix()}/a.ttl")
        assert "(syntax)" in watch.until(" s\n")
        assert watch.end()[0] == 130
    finally:
        watch.close()
