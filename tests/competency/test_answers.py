"""Every competency question has the answer that was checked by hand against the passages that it cites.

``expected/<id>.tsv`` holds one line a row: the cells as CURIEs or values, the items of a list parted by
spaces, and last the passages. After a change of the data, read what differs beside the
passages; then write the new answers with ``python tests/competency/test_answers.py [CQ-001 …]``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import mgi_graph
from mgi_graph.namespaces import shrink

if TYPE_CHECKING:
    from tests.competency.conftest import Question

    from mgi_graph.graph import Graph
    from mgi_graph.queries.answer import Answer
    from mgi_graph.store.protocol import Term

ROOT = Path(__file__).parent.parent.parent
EXPECTED = Path(__file__).parent / "expected"
KINDS = {"joins", "count", "date", "absence", "plain"}


def written(term: Term) -> str:
    text = str(term)
    return shrink(text[1:-1]) if text.startswith("<") else getattr(term, "value", text)


def as_lines(answer: Answer) -> list[str]:
    lines = ["\t".join((*(column.name for column in answer.columns), "evidence"))]
    for row in answer.rows:
        cells = [" ".join(map(written, cell)) for cell in row.values]
        lines.append("\t".join((*cells, " ".join(shrink(passage.iri) for passage in row.passages))))
    return lines


def ask(graph: Graph, question: Question) -> list[str]:
    return as_lines(graph.query(question.query, **question.parameters))


def test_the_answer_is_the_one_that_was_checked(question: Question, graph: Graph) -> None:
    expected = (EXPECTED / f"{question.id}.tsv").read_text(encoding="utf-8").splitlines()
    assert ask(graph, question) == expected


def test_the_answer_is_not_empty_and_every_row_rests_on_a_passage(question: Question, graph: Graph) -> None:
    answer = graph.query(question.query, **question.parameters)
    assert answer.rows
    assert not answer.cited or [row.values for row in answer.rows if not row.passages] == []


def test_every_query_answers_without_parameters(graph: Graph) -> None:
    free = [query for query in graph.queries if not any(each.required for each in query.header.parameters)]
    assert len(free) > 90
    assert [query.name for query in free if not graph.query(query.name).rows] == []


def test_every_query_declares_the_columns_that_it_returns(graph: Graph) -> None:
    declared = {query.name: [column.name for column in query.header.columns] for query in graph.queries}
    found = {query.name: list(graph.store.select(query.text).columns) for query in graph.queries}
    assert declared == found


def test_every_parameter_is_used_and_none_but_these(graph: Graph) -> None:
    given = {query.name: set(re.findall(r"VALUES \$(\w+) \{", query.text)) for query in graph.queries}
    assert given == {query.name: {each.name for each in query.header.parameters} for query in graph.queries}


def test_no_query_names_a_country(graph: Graph) -> None:
    country = re.compile(r"cambod|khmer|\bkh:|\bkh-|/kh/|state-[a-z]{2}\b", re.IGNORECASE)
    assert [query.name for query in graph.queries if country.search(query.text)] == []


def test_no_query_is_longer_than_a_page(graph: Graph) -> None:
    assert [query.name for query in graph.queries if len(query.text.splitlines()) > 60] == []


def test_every_query_belongs_to_a_question_and_every_question_to_a_query(
    graph: Graph, questions: tuple[Question, ...]
) -> None:
    asked = {(each.id, each.query) for each in questions}
    assert {query for _, query in asked} == set(graph.queries.names())
    assert {(query.header.question, query.name) for query in graph.queries} <= asked


def test_there_are_enough_questions_and_enough_hard_ones(questions: tuple[Question, ...]) -> None:
    kinds = Counter(each.kind for each in questions)
    assert set(kinds) == KINDS
    assert len({each.id for each in questions}) == len({each.text for each in questions}) == len(questions) >= 120
    assert len(questions) - kinds["plain"] >= 40


def test_every_question_has_its_expected_answer_and_none_is_orphaned(questions: tuple[Question, ...]) -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.tsv")) == sorted(each.id for each in questions)


def write_expected(chosen: list[str]) -> None:
    sys.path.insert(0, str(ROOT))
    from tests.competency.conftest import read_questions

    graph = mgi_graph.open(ROOT)
    for question in read_questions():
        if not chosen or question.id in chosen:
            text = "\n".join(ask(graph, question)) + "\n"
            (EXPECTED / f"{question.id}.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_expected(sys.argv[1:])
