"""The command as a person meets it: exit codes, the two forms, a source that is not there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mgi_graph.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.coverage.conftest import Case


def test_a_complete_project_is_fine(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "-q", "--project", str(case.root)]) == 0
    assert capsys.readouterr().out.endswith("complete: no faults\n")


def test_a_fault_is_one_line_and_exit_code_1(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    case.change("; migov:citesEvent xy:meeting", "")
    assert main(["coverage", "-q", "--project", str(case.root), "xy:mgi-2021"]) == 1
    assert "1.1p1s2: no finding, no source and no other thing refers to xy:meeting (reference)\n" in (
        capsys.readouterr().out
    )


def test_json_has_the_same(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    case.change("migov:numericValue 2.0", "migov:numericValue 12.0")
    assert main(["coverage", "-q", "--project", str(case.root), "-f", "json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert (fault["locator"], fault["number"], fault["offset"]) == ("1.1p1s1", "twice", 44)


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("xy:mgi-2012",), 2, "nearest: xy:mgi-2021"),
        (("--source", "nowhere"), 1, "the source cannot be read"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    case: Case, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], code: int, said: str
) -> None:
    assert main(["coverage", "-q", "--project", str(case.root), *args]) == code
    told = capsys.readouterr()
    assert said in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)


def test_without_a_source_the_rest_is_checked(case: Case, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case.source.rename(tmp_path / "elsewhere")
    assert main(["coverage", "-q", "--project", str(case.root)]) == 0
    assert "The source is not at hand" in capsys.readouterr().out
