"""What a researcher asks of an answer on the command line: pages, citations, evidence, another language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mgi_graph.cli import main, output

TINY = Path(__file__).parent.parent / "queries" / "project"
SOURCE = Path(main.__file__).parents[2]
Mgi = Callable[..., "subprocess.CompletedProcess[str]"]
FIRST = ("query", "run", "findings", "--limit", "1")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    cache = tmp_path_factory.mktemp("cache")
    return os.environ | {"MGI_PROJECT": str(TINY), "MGI_CACHE": str(cache), "PYTHONPATH": str(SOURCE)}


@pytest.fixture(scope="session")
def mgi(environment: dict[str, str]) -> Mgi:
    def run(*args: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mgi_graph.cli.main", *args]
        return subprocess.run(command, capture_output=True, env=environment | variables, check=False, encoding="utf-8")

    return run


def test_a_part_of_an_answer_is_never_silent(mgi: Mgi) -> None:
    table, csv = mgi(*FIRST, "-q"), mgi(*FIRST, "-q", "-f", "csv")  # no progress of the first build
    assert "rows 1\N{EN DASH}1 of 2; next: --after " in table.stdout
    assert table.stderr == ""
    assert csv.stderr.startswith("mgi: rows 1\N{EN DASH}1 of 2; next: --after ")
    after = json.loads(mgi(*FIRST, "-f", "json").stdout)["next"]
    rest = json.loads(mgi("query", "run", "findings", "--after", after, "-f", "json").stdout)
    assert (rest["first"], rest["total"], len(rest["rows"]), rest["next"]) == (2, 2, 1, None)


def test_a_csv_with_its_citation_is_verified_and_an_edit_is_seen(mgi: Mgi, tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    assert mgi("query", "run", "findings", "-o", str(file), "--citation").returncode == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["answer.csv", "answer.csv-citation.json"]
    same = mgi("verify", str(file))
    assert (same.returncode, same.stdout) == (0, "same: 2 rows and their evidence are the same\n")
    file.write_bytes(file.read_bytes().replace(b"1994", b"1984"))
    edited = mgi("verify", str(file), "-f", "json")
    assert (edited.returncode, json.loads(edited.stdout)["outcome"]) == (2, "not reproducible")


def test_each_suffix_gives_its_form(mgi: Mgi, tmp_path: Path) -> None:
    starts = {"xlsx": b"PK", "parquet": b"PAR1", "html": b"<!DOCTYPE html>", "srx": b"<?xml", "tsv": b"finding\t"}
    for suffix, start in starts.items():
        file = tmp_path / f"a.{suffix}"
        assert mgi("query", "run", "findings", "-o", str(file)).stderr == ""
        assert file.read_bytes().startswith(start)
    wrong = mgi("query", "run", "findings", "-o", str(tmp_path / "a.xls"))
    assert (wrong.returncode, wrong.stderr[:33]) == (2, "mgi: no form has the suffix .xls ")


def test_references_and_evidence_are_written_when_asked(mgi: Mgi) -> None:
    assert mgi("query", "run", "findings", "--cite", "bibtex").stdout.startswith("@techreport{")
    told = mgi("query", "run", "findings", "--evidence").stdout
    assert next(line for line in told.splitlines() if line.startswith("row ")).split()[2:5] == [
        "section", "paragraph", "sentence",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--limit", "0"), "--limit: expected a number of rows from 1; found 0"),
        (("--after", "x"), "--after: 'x' is no cursor"),
        (("--lang", "?"), "expected a language tag of BCP 47"),
        (("--citation",), "--citation needs the name of a file"),
        (("--cite", "word"), "argument --cite: 'word' is not known"),
        (("--color", "sometimes"), "argument --color"),
    ],
)
def test_wrong_usage_is_one_line(mgi: Mgi, args: tuple[str, ...], said: str) -> None:
    done = mgi("query", "run", "findings", *args)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert said in done.stderr


def test_a_file_to_verify_must_be_there_and_have_a_citation(mgi: Mgi, tmp_path: Path) -> None:
    assert "cannot be read: No such file" in mgi("verify", str(tmp_path / "none")).stderr
    file = tmp_path / "a.csv"
    file.write_text("a,b\n", encoding="utf-8")
    assert "has no citation of a run" in mgi("verify", str(file)).stderr


def test_colour_is_asked_for_or_is_that_of_a_terminal(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in mgi("query", "run", "findings").stdout
    assert "\x1b[1m" in mgi("query", "run", "findings", "--color", "always").stdout
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert output.coloured("auto")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.coloured("auto")


def test_an_answer_loads_no_library_of_another_form(mgi: Mgi, environment: dict[str, str]) -> None:
    assert mgi("query", "run", "findings").returncode == 0  # built
    code = "import sys; from mgi_graph.cli.main import main; main(['query', 'run', 'findings']); print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True).stdout
    assert not {"pyarrow", "xlsxwriter", "openpyxl", "pandas", "html.parser", "csv"} & set(out.decode().split())
