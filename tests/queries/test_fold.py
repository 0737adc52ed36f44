"""A row is put together when somebody looks at it, and says the same as one that was made at once."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from mgi_graph.queries.answer import AnswerRow
from mgi_graph.queries.fold import distinct, fold, lay_out
from mgi_graph.queries.header import Column

if TYPE_CHECKING:
    from mgi_graph.graph import Graph
    from mgi_graph.store.embedded import EmbeddedStore

COLUMNS = (
    Column(name="thing", kind="string"),
    Column(name="kinds", kind="string", many=True),
    Column(name="note", kind="string"),
    Column(name="evidence", kind="evidence"),
)
NAMES = tuple(column.name for column in COLUMNS)
A, B, C, D = map(ox.Literal, "abcd")
PASSAGE = ox.NamedNode("https://example.org/p")


def test_a_row_has_a_list_once_each_in_order_and_nothing_where_nothing_is_bound(tiny: EmbeddedStore) -> None:
    solutions = [(A, C, None, PASSAGE), (A, B, None, PASSAGE), (A, C, None, None), (B, None, D, None)]
    first, second = fold(tiny, solutions, lay_out(COLUMNS, NAMES))
    assert first.values == ((A,), (C, B), ())
    assert second.values == ((B,), (), (D,))
    assert first.solutions == tuple(solutions[:3])
    assert [passage.iri for passage in first.passages] == [PASSAGE.value]
    assert second.passages == ()


def test_solutions_of_one_row_need_not_stand_beside_each_other(tiny: EmbeddedStore) -> None:
    solutions = [(A, B, D, None), (B, B, D, None), (A, C, D, None)]
    rows = fold(tiny, solutions, lay_out(COLUMNS, NAMES))
    assert [row.values for row in rows] == [((A,), (B, C), (D,)), ((B,), (B,), (D,))]


def test_the_order_of_the_engine_is_that_of_the_columns(tiny: EmbeddedStore) -> None:
    layout = lay_out(COLUMNS, ("evidence", "note", "other", "kinds"))
    assert [column.name for column in layout.columns] == ["note", "other", "kinds"]
    assert layout.columns[1].kind == "term"
    (row,) = fold(tiny, [(PASSAGE, A, B, C), (None, A, B, D)], layout)
    assert row.values == ((A,), (B,), (C, D))


def test_an_answer_of_evidence_alone_is_one_row_without_values(tiny: EmbeddedStore) -> None:
    (row,) = fold(tiny, [(PASSAGE,), (None,)], lay_out(COLUMNS, ("evidence",)))
    assert row.values == ()
    assert len(row.passages) == 1


@pytest.mark.parametrize("size", [1, 3, 8, 9, 30])
def test_a_list_has_each_term_once_whatever_its_length(size: int) -> None:
    terms: list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = [ox.Literal(str(at)) for at in range(size)]
    assert distinct([*terms, *reversed(terms)]) == tuple(terms)


def test_a_row_equals_one_made_at_once_and_can_be_pickled(graph: Graph) -> None:
    for row in graph.query("findings").rows:
        made = AnswerRow(values=row.values, passages=tuple(row.passages), solutions=row.solutions)
        assert row == made
        assert made == row
        assert hash(row) == hash(made)
        assert pickle.loads(pickle.dumps(row)) == row
    first, second = graph.query("findings").rows
    assert first != second


def test_what_a_row_says_cannot_be_changed(graph: Graph) -> None:
    row = graph.query("findings").rows[0]
    for name in ("values", "passages", "solutions"):
        with pytest.raises(AttributeError):
            setattr(row, name, ())
