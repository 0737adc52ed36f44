"""``mgi diff`` as a person uses it: files, folders and revisions; what it prints, and how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from mgi_graph.cli.main import main

HERE = Path(__file__).parent
Diff = Callable[..., tuple[int, str, str]]
OLD, NEW = str(HERE / "old"), str(HERE / "new")


@pytest.fixture
def diff(capsys: pytest.CaptureFixture[str]) -> Diff:
    def run(*line: str) -> tuple[int, str, str]:
        code = main(["diff", "-q", *line])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A git checkout with the old version in its first commit and the new one in the second."""
    folder = tmp_path / "checkout"
    for number, version in enumerate((OLD, NEW)):
        shutil.copytree(version, folder, dirs_exist_ok=True)
        if number:
            (folder / "queries" / "findings" / "citing.rq").unlink()
        else:
            git(folder, "init", "-q")
        git(folder, "add", "-A")
        git(folder, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", f"version {number}")
    git(folder, "tag", "second")
    return folder


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True, text=True).stdout


def test_the_same_version_ends_with_0_and_another_one_with_1(diff: Diff) -> None:
    assert diff(OLD, OLD)[0] == 0
    code, out, _ = diff(OLD, NEW)
    assert code == 1
    assert "polarity: present → absent" in out
    assert "xy:border-office → xy:aliens-office" in out
    assert out.index("Other polarity") < out.index("laws: 1 row added")


def test_only_what_is_asked_for_is_told(diff: Diff) -> None:
    _, out, _ = diff(OLD, NEW, "--only", "findings")
    assert "Findings" in out
    assert "Labour Act" not in out
    assert "Saved queries" not in out


def test_breaking_minds_terms_alone(diff: Diff, tmp_path: Path) -> None:
    code, out, _ = diff(OLD, NEW, "--breaking")
    assert code == 1
    assert "topic:visas (visas) removed: the concept is gone" in out
    new = tmp_path / "new"
    shutil.copytree(NEW, new)
    vocabulary = new / "data" / "vocab" / "polarity.ttl"
    text = vocabulary.read_text(encoding="utf-8")
    kept = "<https://w3id.org/migov/vocab/topic/visas> a skos:Concept ; skos:prefLabel 'visas'@en ; skos:inScheme"
    vocabulary.write_text(f"{text}\n{kept} <https://w3id.org/migov/vocab/topic> .\n", encoding="utf-8")
    assert diff(OLD, str(new), "--breaking")[0] == 0
    assert diff(OLD, str(new))[0] == 1


def test_all_shows_the_rows_of_the_answers(diff: Diff) -> None:
    assert "+ Labour Act" not in diff(OLD, NEW)[1]
    assert "+ Labour Act" in diff(OLD, NEW, "--all")[1]


def test_json_tells_all_and_is_the_same_twice(diff: Diff) -> None:
    first, second = (diff(OLD, NEW, "-f", "json")[1] for _ in "12")
    assert first == second
    found = json.loads(first)
    assert found["same"] is False
    assert found["findings"]["changed"][0]["alterations"][0]["new"][0] == {
        "text": "absent",
        "term": "<https://w3id.org/migov/vocab/polarity/absent>",
    }
    assert [each["kind"] for each in found["breaking"]] == ["removed"]
    assert found["counts"]["law"] == {"old": 1, "new": 2}


def test_trig_has_what_is_new_and_what_is_gone_as_graphs(diff: Diff, tmp_path: Path) -> None:
    file = tmp_path / "changes.trig"
    diff(OLD, NEW, "-o", str(file))
    quads = list(ox.parse(path=file, format=ox.RdfFormat.TRIG))
    graphs = {str(quad.graph_name).rsplit("/", 1)[-1] for quad in quads}
    assert graphs == {"added>", "removed>"}
    counts = json.loads(diff(OLD, NEW, "-f", "json")[1])["triples"]
    assert len(quads) == counts["added"] + counts["removed"]


def test_markdown_opens_no_list_inside_an_item(diff: Diff) -> None:
    _, out, _ = diff(OLD, NEW, "--all", "-f", "markdown")
    assert out.startswith("## ")
    assert "  - \\+ Labour Act" in out


def test_a_dataset_in_one_file_is_a_version_too(diff: Diff, tmp_path: Path) -> None:
    lines = []
    for path in sorted(Path(OLD).rglob("*.ttl")):
        lines += [str(quad.triple) + " <https://w3id.org/migov/graph/all> ." for quad in ox.parse(path=path)]
    file = tmp_path / "old.nq"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert diff(str(file), OLD, "--only", "terms", "--only", "entities", "--only", "findings")[0] == 0
    assert diff(str(file), NEW)[0] == 1


def test_a_revision_is_read_from_git_and_nothing_is_touched(diff: Diff, checkout: Path) -> None:
    before = git(checkout, "status", "--porcelain"), git(checkout, "rev-parse", "HEAD"), git(checkout, "stash", "list")
    code, out, _ = diff("--project", str(checkout), "HEAD~1")
    assert code == 1
    assert out.startswith("HEAD~1 → the project as it is")
    assert "polarity: present → absent" in out
    assert diff("--project", str(checkout), "second")[0] == 0
    assert before == (
        git(checkout, "status", "--porcelain"),
        git(checkout, "rev-parse", "HEAD"),
        git(checkout, "stash", "list"),
    )


@pytest.mark.parametrize("name", ["HEAD~9", "no-such-tag", "--output=x", "HEAD; rm x"])
def test_what_is_no_version_is_said_in_one_line(diff: Diff, checkout: Path, name: str) -> None:
    code, out, err = diff("--project", str(checkout), "--", name)
    assert (code, out) == (2, "")
    assert "is no file, no folder and no revision" in err
    assert err.count("\n") == 1


def test_a_revision_outside_a_checkout_is_refused(diff: Diff, tmp_path: Path) -> None:
    shutil.copytree(OLD, tmp_path / "plain")
    code, _, err = diff("--project", str(tmp_path / "plain"), "HEAD~1")
    assert code == 2
    assert "is no git checkout to find it in" in err


def test_a_file_that_cannot_be_read_ends_with_2_and_its_place(diff: Diff, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:a> <urn:b>", encoding="utf-8")
    code, _, err = diff(str(broken), OLD)
    assert code == 2
    assert "broken.ttl:1" in err
    other = tmp_path / "notes.txt"
    other.write_text("x", encoding="utf-8")
    assert "expected a file that ends in .ttl" in diff(str(other), OLD)[2]
