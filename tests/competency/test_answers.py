"""Every saved query gives the answer that was checked by hand against the passages that it cites.

``expected/<query>.tsv`` holds one line a row: the cells as CURIEs or values, the items of a list parted
by spaces, and last the locators of the passages. After a change of the data, read what differs beside the
passages; then write the new answers with ``python tests/competency/test_answers.py``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mgi_graph
from mgi_graph.namespaces import shrink
from mgi_graph.project import find

if TYPE_CHECKING:
    from mgi_graph.graph import Graph
    from mgi_graph.queries.answer import Answer
    from mgi_graph.store.protocol import Term

ROOT = Path(__file__).parent.parent.parent
EXPECTED = Path(__file__).parent / "expected"
QUERIES = sorted(path.stem for path in (ROOT / "queries").rglob("*.rq"))


def written(term: Term) -> str:
    text = str(term)
    return shrink(text[1:-1]) if text.startswith("<") else getattr(term, "value", text)


def as_lines(answer: Answer) -> list[str]:
    lines = ["\t".join((*(column.name for column in answer.columns), "evidence"))]
    for row in answer.rows:
        cells = [" ".join(map(written, cell)) for cell in row.values]
        lines.append("\t".join((*cells, " ".join(shrink(passage.iri) for passage in row.passages))))
    return lines


@pytest.fixture(scope="session")
def graph() -> Graph:
    return mgi_graph.open(find(ROOT).root)


@pytest.mark.parametrize("name", QUERIES)
def test_the_answer_is_the_one_that_was_checked(name: str, graph: Graph) -> None:
    expected = (EXPECTED / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert as_lines(graph.query(name)) == expected


@pytest.mark.parametrize("name", QUERIES)
def test_every_row_rests_on_a_passage(name: str, graph: Graph) -> None:
    answer = graph.query(name)
    assert answer.rows
    assert [row.values for row in answer.rows if not row.passages] == []


def test_no_expected_answer_is_orphaned() -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.tsv")) == QUERIES


def test_every_question_has_its_query_and_every_query_its_question(graph: Graph) -> None:
    page = (ROOT / "docs" / "competency.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| (CQ-\d{3}) \|.*\| `([a-z-]+)`", page, flags=re.MULTILINE))
    assert {name for _, name in listed} == set(QUERIES)
    assert {(graph.queries[name].header.question, name) for name in QUERIES} <= listed


if __name__ == "__main__":
    for each in QUERIES:
        opened = mgi_graph.open(ROOT)
        (EXPECTED / f"{each}.tsv").write_text("\n".join(as_lines(opened.query(each))) + "\n", encoding="utf-8")
