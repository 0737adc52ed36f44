"""Who follows the list of steps, and nothing else, ends with a finding that validates and answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.skeleton.conftest import make_source

from mgi_graph.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FILE: Final = re.compile(r"^`(data/[^`]+)`:\n\n```turtle\n(.*?)```$", re.MULTILINE | re.DOTALL)
CONSOLE: Final = re.compile(r"^```console\n(.*?)```$", re.MULTILINE | re.DOTALL)
LINE: Final = re.compile(r"^\$ mgi (.*)\n(.*)$", re.MULTILINE)


def test_the_fenced_steps_make_a_finding_that_validates_and_answers(
    bare: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bare)
    source = make_source(bare.parent / "source", "mgi-profile-2030-jp.txt")
    assert main(["new-profile", "jp", "2030", "--source", str(source)]) == 0
    steps = (bare / "data/jp/CHECKLIST.md").read_text(encoding="utf-8")
    written = FILE.findall(steps)
    assert [path for path, _ in written] == [
        "data/jp/bodies.ttl", "data/jp/sources.ttl", "data/jp/instruments.ttl", "data/jp/findings/chapter-1.ttl",
    ]  # fmt: skip
    for path, text in written:
        (bare / path).write_text(text, encoding="utf-8")
    lines = [line for block in CONSOLE.findall(steps) for line in LINE.findall(block)]
    assert len(lines) == 3
    for command, shown in lines:
        capsys.readouterr()
        assert main(command.split()) == 0
        assert shown.strip("… ") in capsys.readouterr().out, command
    assert main(["query", "run", "legal-basis", "--format", "csv"]) == 0
    assert "§1.2 ¶1 s1" in capsys.readouterr().out
    main(["coverage", "jp:mgi-2030", "--source", str(source)])
    assert "1.2p1s2: no finding has this sentence as evidence" in capsys.readouterr().out
