"""The folder of a codebook: tidy tables, valid metadata, pages that escape, scripts that read it back."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from csvw import CSVW

from mgi_graph.cli.main import main
from mgi_graph.codebook.export import export, write_files
from mgi_graph.errors import OutputError
from mgi_graph.results.cells import lexical
from mgi_graph.results.files import write_folder
from mgi_graph.results.run import lines_of
from mgi_graph.results.verify.compare import verify
from mgi_graph.results.verify.exported import read_exported

if TYPE_CHECKING:
    from tests.codebook.conftest import Case

    from mgi_graph.graph import Graph

#: With lists and without, with codes and without, with numbers, with few rows.
NAMES = ("treaty-status", "permits", "thresholds", "pending-changes", "editions", "names", "mentions")
ROOT = Path(__file__).parent.parent.parent


def folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    write_folder(tmp_path / "a folder", files)
    return tmp_path / "a folder"


def table(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


def real(graph: Graph, name: str) -> dict[str, bytes]:
    return export(graph.queries[name], graph.query(name), graph.store)


def test_the_citation_of_the_run_is_in_the_folder_and_can_be_verified(graph: Graph) -> None:
    saved = graph.queries["thresholds"]
    files = export(saved, graph.query(saved.name, kind="workforce-share"), graph.store)
    exported = read_exported(files["thresholds-citation.json"], "thresholds-citation.json")
    assert verify(exported, graph.store, graph.queries).outcome == "same"
    for line in lines_of(exported.run):
        assert line.encode() in files["codebook.md"]


def faults(path: Path) -> list[str]:
    """What a reader of CSV on the Web has to complain of."""
    try:
        found = CSVW(str(next(path.glob("*.csv-metadata.json"))), validate=True)
        return [] if found.is_valid else [str(each.message) for each in found.warnings] or ["not valid"]
    except (ValueError, UserWarning) as error:  # a warning is an error here
        return [str(error)]


def run(command: list[str], **environment: str) -> str:
    done = subprocess.run(command, capture_output=True, check=False, env={"PATH": os.environ["PATH"], **environment})
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def rscript() -> str:
    found = shutil.which("Rscript")
    if found is None:
        pytest.skip("needs R (Debian: apt-get install --no-install-recommends r-base-core)")
    return found


def test_a_table_has_one_observation_a_row_and_lists_have_tables_of_their_own(hostile: Case) -> None:
    files = write_files(hostile.book)
    main_table = table(files, "traps.csv")
    assert len(main_table) == len(hostile.answer.rows)
    assert list(main_table[0]) == [
        *("row", "thing", "thingLabel", "colour", "colourLabel", "note", "share", "n", "day", "known"),
    ]
    for place, row in enumerate(hostile.answer.rows):
        assert main_table[place]["note"] == "".join(map(lexical, row.values[2]))
        words = [each["words"] for each in table(files, "traps-words.csv") if each["row"] == str(place + 1)]
        assert words == [lexical(term) for term in row.values[7]]
        cited = [each["passage"] for each in table(files, "traps-evidence.csv") if each["row"] == str(place + 1)]
        assert cited == [passage.iri for passage in row.passages]


def test_codes_are_all_of_the_scheme_with_the_number_of_times(hostile: Case) -> None:
    colour = next(each for each in hostile.book.tables[0].variables if each.name == "colour")
    assert [(code.label, code.count) for code in colour.codes] == [("blue", 4), ("rouge | <b>é</b>", 7)]
    assert (colour.missing, colour.distinct, colour.required) == (1, 2, False)


def test_the_metadata_of_hostile_values_is_valid(hostile: Case, tmp_path: Path) -> None:
    assert faults(folder(tmp_path, write_files(hostile.book))) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_metadata_of_a_saved_query_is_valid(graph: Graph, name: str, tmp_path: Path) -> None:
    assert faults(folder(tmp_path, real(graph, name))) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("traps.csv", b"1000003", b"many"),
        ("traps.csv", b"2021-02-02", b"2021-02-31"),
        ("traps-words.csv", b"\r\n5,2,", b"\r\n50,2,"),
    ],
)
def test_the_validator_sees_a_wrong_value_and_a_broken_reference(
    hostile: Case, tmp_path: Path, file: str, old: bytes, new: bytes
) -> None:
    files = write_files(hostile.book)
    assert old in files[file]
    assert faults(folder(tmp_path, files | {file: files[file].replace(old, new, 1)})) != []


def test_the_metadata_says_datatype_null_licence_and_where_a_column_comes_from(hostile: Case) -> None:
    group = json.loads(write_files(hostile.book)["traps.csv-metadata.json"])
    assert group["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert group["dialect"]["encoding"] == "utf-8"
    schema = group["tables"][0]["tableSchema"]
    colour = next(each for each in schema["columns"] if each["name"] == "colour")
    assert {key: colour[key] for key in ("datatype", "null", "required", "valueUrl", "propertyUrl")} == {
        "datatype": "anyURI",
        "null": [""],
        "required": False,
        "valueUrl": "{+colour}",
        "propertyUrl": "https://w3id.org/migov/query/traps#colour",
    }
    assert colour["dc:source"] == {"@id": "https://w3id.org/migov/ontology#colour"}
    assert schema["primaryKey"] == ["row"]


def test_a_code_that_is_never_missing_refers_to_the_table_of_codes(graph: Graph, tmp_path: Path) -> None:
    files = real(graph, "who-may-do-what")
    schema = json.loads(files["who-may-do-what.csv-metadata.json"])["tables"][0]["tableSchema"]
    assert schema["foreignKeys"] == [
        {
            "columnReference": "modality",
            "reference": {"resource": "who-may-do-what-codes.csv", "columnReference": "code"},
        }
    ]
    broken = files["who-may-do-what.csv"].replace(b"deontic-modality/eligibility", b"deontic-modality/whim", 1)
    assert broken != files["who-may-do-what.csv"]
    assert faults(folder(tmp_path, files | {"who-may-do-what.csv": broken})) != []


@pytest.mark.parametrize("name", NAMES)
def test_the_python_script_prints_the_summary(graph: Graph, name: str, tmp_path: Path) -> None:
    files = real(graph, name)
    path = folder(tmp_path, files)
    assert run([sys.executable, str(path / "read.py")]) == files["summary.txt"].decode()


@pytest.mark.parametrize("name", NAMES)
def test_the_r_script_prints_the_summary(graph: Graph, name: str, tmp_path: Path) -> None:
    files = real(graph, name)
    path = folder(tmp_path, files)
    assert run([rscript(), str(path / "read.R")]) == files["summary.txt"].decode()


def test_both_scripts_read_hostile_values_in_every_locale(hostile: Case, tmp_path: Path) -> None:
    files = write_files(hostile.book)
    path = folder(tmp_path, files)
    summary = files["summary.txt"].decode()
    assert "  note (text): 1 missing, 11 distinct\n" in summary
    assert "    rouge | <b>é</b>: 7\n    blue: 4\n" in summary
    assert "  n (integer): 1 missing, 11 distinct, 0 to 10000030, mean 5.00002e+06\n" in summary
    assert "  day (date): 1 missing, 11 distinct, 2021-02-01 to 2021-02-11\n" in summary
    assert "    false: 6\n    true: 5\n" in summary
    assert run([sys.executable, str(path / "read.py")], LC_ALL="C") == summary
    for locale in ("C", "C.UTF-8"):
        assert run([rscript(), str(path / "read.R")], LC_ALL=locale) == summary


def test_an_answer_without_rows_is_a_folder_too(graph: Graph, tmp_path: Path) -> None:
    query = graph.queries["thresholds"]
    empty = graph.query("thresholds", kind="workforce-share", group="foreign students")
    assert len(empty) == 0
    files = export(query, empty, graph.store)
    path = folder(tmp_path, files)
    assert faults(path) == []
    assert run([sys.executable, str(path / "read.py")]) == files["summary.txt"].decode()
    assert run([rscript(), str(path / "read.R")]) == files["summary.txt"].decode()


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert tag != "link"
        assert "src" not in dict(attrs)

    def handle_data(self, data: str) -> None:
        self.said += data


def test_the_page_escapes_every_value_and_needs_no_other_file(hostile: Case) -> None:
    page = Page(write_files(hostile.book)["codebook.html"].decode())
    assert {"script", "b", "i", "img"}.isdisjoint(page.tags)
    assert {"caption", "th", "title"} <= set(page.tags)
    for text in ("What | <script>?", "hue | <i>", "rouge | <b>é</b>", "colour = <b> or x|y", "does not mean no"):
        assert text in page.said


def test_the_markdown_escapes_every_value(hostile: Case) -> None:
    text = write_files(hostile.book)["codebook.md"].decode()
    assert "hue \\| \\<i\\>" in text
    assert "rouge \\| \\<b\\>é" in text
    rows = [line for line in text.splitlines() if line.startswith("| colour |")]
    assert rows[0].replace("\\|", "").count("|") == 7


def test_the_same_answer_gives_the_same_bytes(graph: Graph) -> None:
    assert real(graph, "permits") == real(graph, "permits")


def test_a_folder_that_holds_anything_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="is not empty; name another folder, or --force"):
        write_folder(tmp_path, {"a": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_force_replaces_files_of_the_same_names_and_leaves_the_others(tmp_path: Path) -> None:
    target = tmp_path / "out"
    write_folder(target, {"a": b"1"})
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    write_folder(target, {"a": b"2", "b": b"3"}, force=True)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {"a": b"2", "b": b"3", "mine.txt": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_folder(tmp_path / "out", {"a": b"1", "no/such/folder": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="is a file; name a folder"):
        write_folder(tmp_path / "file", {}, force=True)


def test_the_command_writes_the_folder_and_names_its_files(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "new" / "permits"
    command = ["query", "export", "permits", "-p", "modality=duty", "--codebook", str(target), "--project", str(ROOT)]
    assert main(command) == 0
    said = capsysbinary.readouterr().out.decode().splitlines()
    assert sorted(said) == sorted(str(path) for path in target.iterdir())
    assert {"permits.csv", "permits.csv-metadata.json", "codebook.md", "codebook.html", "read.py", "read.R"} <= {
        path.name for path in target.iterdir()
    }
    assert "modality = duty" in (target / "codebook.md").read_text(encoding="utf-8")
    assert main(command) == 2
    assert b"is not empty" in capsysbinary.readouterr().err
    assert main([*command, "--force"]) == 0
