"""Pages are of one answer, none is silent about the rest, and a cursor from elsewhere is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgi_graph.errors import ParameterError
from mgi_graph.queries.answer import Answer, AnswerRow
from mgi_graph.queries.header import Column
from mgi_graph.results.digest import digest_answer
from mgi_graph.results.formats import write
from mgi_graph.results.paging import page_of, range_of
from mgi_graph.store.protocol import Solutions

if TYPE_CHECKING:
    from mgi_graph.graph import Graph


def answer_of(numbers: list[int]) -> Answer:
    terms = tuple((ox.Literal(number),) for number in numbers)
    rows = tuple(AnswerRow(values=(term,), solutions=(term,)) for term in terms)
    solutions = Solutions(columns=("n",), rows=terms)
    columns = (Column(name="n", kind="integer"),)
    return Answer(columns=columns, rows=rows, solutions=solutions, digest="d", text="q", query_digest="q")


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(1, 5))
def test_the_pages_together_are_the_answer_even_where_rows_repeat(numbers: list[int], limit: int) -> None:
    whole = answer_of(numbers)
    rows: list[AnswerRow] = []
    after = None
    while True:
        page = page_of(whole, limit, after)
        assert page.total == len(numbers)
        assert digest_answer(page) == digest_answer(whole)
        rows += page.rows
        after = page.page.next if page.page else ""
        if not after:
            break
    assert tuple(rows) == whole.rows


def test_every_form_says_that_rows_are_missing() -> None:
    page = page_of(answer_of([1, 2, 3]), 2)
    assert page.page is not None
    said = f"rows 1\N{EN DASH}2 of 3; next: --after {page.page.next}"
    assert range_of(page) == said
    assert all(said in write(page, form) for form in ("table", "html"))
    assert said in write(page, "markdown").replace("\\", "")
    found = json.loads(write(page, "json"))
    assert (found["total"], found["next"], len(found["rows"])) == (3, page.page.next, 2)
    assert len(json.loads(write(page, "srj"))["results"]["bindings"]) == 2


def test_the_last_page_and_the_whole_say_so() -> None:
    whole = answer_of([1, 2, 3])
    first = page_of(whole, 2).page
    assert first is not None
    assert range_of(page_of(whole, 2, first.next)) == "rows 3\N{EN DASH}3 of 3; these are the last"
    assert range_of(page_of(whole, 9)) == "3 rows"
    assert page_of(whole) is whole


@pytest.mark.parametrize(
    ("field", "said"),
    [("query_digest", "another query"), ("text", "other parameters"), ("digest", "another state of the dataset")],
)
def test_a_cursor_from_elsewhere_is_refused(field: str, said: str) -> None:
    page = page_of(answer_of([1, 2]), 1).page
    assert page is not None
    other = replace(answer_of([1, 2]), **{field: "other"})  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match=f"belongs to {said}"):
        page_of(other, 1, page.next)


@pytest.mark.parametrize("after", ["", "x", "ÿ", "A" * 38, "A" * 39])
def test_what_is_no_cursor_is_refused(after: str) -> None:
    with pytest.raises(ParameterError, match="--after: "):
        page_of(answer_of([1]), 1, after)


def test_the_digest_of_an_answer_knows_no_order_form_or_language(graph: Graph) -> None:
    answer = graph.query("findings")
    turned = replace(answer, rows=tuple(reversed(answer.rows)), language="km", labels={})
    assert digest_answer(turned) == digest_answer(answer)
    assert digest_answer(replace(answer, rows=answer.rows[:1])) != digest_answer(answer)
