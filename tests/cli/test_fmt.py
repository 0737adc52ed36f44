"""``mgi fmt`` as a person and a pipeline meet it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mgi_graph.cli import main

SOURCE = Path(main.__file__).parents[2]
ROOT = SOURCE.parent
LOOSE = "PREFIX ex: <urn:x:>\r\nex:a ex:p 'b' ; a ex:C .\r\n"
HOUSE = '@prefix ex: <urn:x:> .\n\nex:a\n    a ex:C ;\n    ex:p "b" .\n'
Fmt = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def fmt(tmp_path: Path) -> Fmt:
    def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "mgi_graph.cli.main", "fmt", *args],
            input=stdin, capture_output=True, cwd=tmp_path, check=False,
            env=os.environ | {"PYTHONPATH": str(SOURCE), "MGI_PROJECT": str(ROOT)},
        )  # fmt: skip

    return run


def test_a_file_is_written_once(fmt: Fmt, tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_bytes(b"\xef\xbb\xbf" + LOOSE.encode())
    assert fmt("a.ttl").stdout == b"a.ttl\n1 file formatted, 0 files in the house style\n"
    assert file.read_bytes().decode() == HOUSE
    assert fmt("a.ttl").stdout == b"1 file in the house style\n"


def test_check_and_diff_write_nothing(fmt: Fmt, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(LOOSE.encode())
    checked, shown = fmt("--check", "."), fmt("--diff", ".")
    assert (checked.returncode, checked.stdout.splitlines()[0]) == (1, b"a.ttl")
    assert shown.returncode == 1
    assert b"+@prefix ex: <urn:x:> .\n" in shown.stdout
    assert (tmp_path / "a.ttl").read_bytes() == LOOSE.encode()
    (tmp_path / "a.ttl").write_text(HOUSE, encoding="utf-8")
    assert (fmt("--check").returncode, fmt("--diff", "a.ttl").stdout) == (0, b"")


def test_a_broken_file_does_not_keep_the_others_from_being_formatted(fmt: Fmt, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:p> .\n", encoding="utf-8")
    (tmp_path / "b.ttl").write_bytes(LOOSE.encode())
    (tmp_path / "c.ttl").write_bytes(b"\xff")
    done = fmt(".")
    assert done.returncode == 1
    assert [line.split(b" ")[1] for line in done.stderr.splitlines() if line.startswith(b"mgi:")] == [
        b"a.ttl:1:17:", b"c.ttl:1:1:"]  # fmt: skip
    assert (tmp_path / "b.ttl").read_text(encoding="utf-8") == HOUSE
    assert (tmp_path / "a.ttl").read_text(encoding="utf-8") == "<urn:a> <urn:p> .\n"


def test_a_link_and_the_mode_of_its_file_are_kept(fmt: Fmt, tmp_path: Path) -> None:
    target = tmp_path / "target.ttl"
    target.write_bytes(LOOSE.encode())
    target.chmod(0o640)
    (tmp_path / "link.ttl").symlink_to(target)
    assert fmt("link.ttl").returncode == 0
    assert (tmp_path / "link.ttl").is_symlink()
    assert (target.read_text(encoding="utf-8"), target.stat().st_mode & 0o777) == (HOUSE, 0o640)


def test_standard_input_is_a_filter(fmt: Fmt) -> None:
    assert fmt("-", stdin=LOOSE.encode()).stdout == HOUSE.encode()
    assert fmt("--check", "-", stdin=LOOSE.encode()).returncode == 1
    assert fmt("-", stdin=b"<urn:a>").stderr.startswith(b"mgi: <stdin>:1:")


def test_a_missing_file_is_named(fmt: Fmt) -> None:
    done = fmt("none.ttl")
    assert (done.returncode, done.stderr) == (1, b"mgi: none.ttl: there is no such file or folder\n")
