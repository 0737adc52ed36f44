"""What docs/python.md shows is what Python prints, and the notebook goes from question to chart."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from mgi_graph.cli.main import parser

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "python.md"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


def examples() -> doctest.DocTest:
    """All examples of the page in one session, as a reader would type them."""
    fences = re.finditer(r"^```(\w*)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    blocks = [match[2] for match in fences if match[1] == "pycon"]
    return doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "python.md", str(PAGE), 0)


def test_every_example_of_the_page_shows_what_python_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said: list[str] = []
    found = doctest.DocTestRunner(optionflags=OPTIONS).run(examples(), out=said.append)
    assert (found.failed, "".join(said)) == (0, "")
    assert found.attempted > 25


def test_every_file_that_the_page_links_to_is_there() -> None:
    for page in (PAGE, ROOT / "docs" / "codebook.md"):
        links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_command_of_the_codebook_page_is_understood() -> None:
    line = re.search(r"\$ mgi (query export .*)", (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8"))
    assert line
    assert parser(line[1].split()).parse_args(line[1].split()).codebook == "thresholds"


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)  # type: ignore[no-any-return, no-untyped-call]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs_and_names_no_folder_of_a_machine(path: Path) -> None:
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []
    assert re.search(r"/home/|/tmp/|/Users/|[A-Z]:\\\\", path.read_text(encoding="utf-8")) is None


# The kernel and its client keep sockets that the collector closes; they are not ours.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::RuntimeWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_question_to_chart(path: Path) -> None:
    from nbclient import NotebookClient

    notebook = read(path)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    kinds = {kind for output in outputs for kind in output.get("data", ())}
    assert {"text/html", "image/png"} <= kinds
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert [output.get("text") for output in outputs if output.get("name") == "stderr"] == []


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
