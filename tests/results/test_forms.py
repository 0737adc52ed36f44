"""An answer says the same in every form, and each form is what its format demands."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgi_graph.errors import OutputError
from mgi_graph.queries.answer import Answer, AnswerRow
from mgi_graph.queries.header import Column
from mgi_graph.queries.passages import Passage
from mgi_graph.results.cite import cite, place_of
from mgi_graph.results.delimited import unguarded
from mgi_graph.results.formats import encode, write
from mgi_graph.results.forms import ROWS, TRIPLES, VERDICT, names
from mgi_graph.results.rdf import write_turtle
from mgi_graph.results.table import breadth, grid
from mgi_graph.store.protocol import Solutions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.graph import Graph

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


def answer_of(rows: Sequence[Sequence[str]]) -> Answer:
    terms = tuple(tuple(map(ox.Literal, row)) for row in rows)
    columns = tuple(Column(name=f"c{index}", kind="string") for index in range(2))
    solutions = Solutions(columns=("c0", "c1"), rows=terms)
    return Answer(
        columns=columns,
        rows=tuple(AnswerRow(values=tuple((term,) for term in row)) for row in terms),
        solutions=solutions,
        digest="",
    )


def test_a_table_shows_labels_citations_and_the_source(graph: Graph) -> None:
    lines = write(graph.query("findings")).splitlines()
    assert lines[:2] == ["What does the profile find?", "findings (CQ-001)"]
    assert lines[5].split("  ")[-1] == "§1.3 ¶5 s2, p. 13\N{EN DASH}14; §1.3 ¶10 s1, p. 14"
    assert lines[5].startswith("Xyland has a law.")
    assert lines[8:10] == ["2 rows", "Source: Office of Xyland (2021) Profile of Xyland."]
    assert [line.partition(":")[0] for line in lines[10:]] == ["Query", "Dataset", "Answer", "Shown", "Software"]


def test_a_table_shows_curies_when_asked(graph: Graph) -> None:
    assert "xy:finding-a" in write(graph.query("findings"), iris=True)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4), st.integers(min_value=20, max_value=80))
def test_a_table_fits_its_width_and_steers_no_terminal(rows: list[tuple[str, str]], width: int) -> None:
    text = write(answer_of(rows), width=width)
    assert all(breadth(line) <= width for line in text.splitlines())
    assert all(character == "\n" or character.isprintable() for character in text)


def test_a_wide_character_takes_two_columns() -> None:
    assert breadth("ab") == 2
    assert breadth("\u5b57") == 2
    assert breadth("a\u0301") == 1
    assert grid(["a"], [["\u5b57"]]).splitlines()[1] == "--"


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_csv_gives_back_what_went_in(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(write(answer_of(rows), "csv"), newline="")))
    assert [tuple(map(unguarded, line)) for line in read[1:]] == rows


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_tsv_and_markdown_keep_one_line_a_row(rows: list[tuple[str, str]]) -> None:
    answer = answer_of(rows)
    tsv = write(answer, "tsv").removesuffix("\n").split("\n")
    assert [line.count("\t") for line in tsv] == [1] * (len(rows) + 1)
    assert write(answer, "markdown").count("\n|") + 1 == len(rows) + 2


def test_csv_has_an_iri_and_its_label(graph: Graph) -> None:
    first = next(csv.DictReader(io.StringIO(write(graph.query("findings"), "csv"))))
    assert first["finding"] == "https://w3id.org/migov/id/xy/finding-a"
    assert first["findingLabel"] == "Xyland has a law."
    assert first["evidence"].split()[0] == "https://w3id.org/migov/id/xy/mgi-2021/passage/1.3p5s2"
    assert first["citation"].startswith("§1.3 ¶5 s2")


def test_json_has_typed_values_and_full_evidence(graph: Graph) -> None:
    found = json.loads(write(graph.query("findings", polarity="present"), "json"))
    assert found["rows"][0]["year"] == 1994
    assert found["rows"][0]["evidence"][0]["pages"] == [13, 14]
    assert found["parameters"] == {"polarity": ["present"]}
    assert found["total"] == 1


def test_srj_has_every_solution(graph: Graph) -> None:
    found = json.loads(write(graph.query("findings"), "srj"))
    assert found["head"]["vars"] == ["finding", "polarity", "year", "evidence"]
    assert len(found["results"]["bindings"]) == 3
    assert found["results"]["bindings"][0]["year"]["datatype"].endswith("#integer")


def test_turtle_is_read_back_and_written_again_to_the_same_bytes(graph: Graph) -> None:
    text = write_turtle(graph.describe("xy:finding-b").triples)
    again = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    assert set(again) == set(graph.describe("xy:finding-b").triples)
    assert write_turtle(again) == text
    assert text.splitlines()[-1].endswith(" .")


@given(TEXT, st.sampled_from(["integer", "decimal", "boolean", "string", "date"]))
def test_turtle_keeps_every_literal(value: str, datatype: str) -> None:
    term = ox.Literal(value, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))
    triple = ox.Triple(ox.NamedNode("https://w3id.org/migov/id/xy/a"), ox.NamedNode("http://example.org/p"), term)
    assert [quad.triple for quad in ox.parse(write_turtle([triple]), format=ox.RdfFormat.TURTLE)] == [triple]


@pytest.mark.parametrize(
    ("query", "kind"),
    [("SELECT ?s { ?s a migov:Finding }", ROWS), ("ASK {}", VERDICT), ("DESCRIBE xy:finding-a", TRIPLES)],
)
def test_each_kind_of_answer_has_its_forms_and_refuses_others(graph: Graph, query: str, kind: str) -> None:
    answer = graph.sparql(query)
    assert all(encode(answer, form) for form in names(kind))
    for other in {*names(ROWS, VERDICT, TRIPLES)} - set(names(kind)):
        with pytest.raises(OutputError, match="cannot be written as"):
            write(answer, other)


@pytest.mark.parametrize(
    ("locator", "cited"),
    [
        ("1.3", "§1.3"), ("1.3p5", "§1.3 ¶5"), ("1.3p5s2", "§1.3 ¶5 s2"), ("fn9", "fn. 9"), ("fn9s1", "fn. 9 s1"),
        ("t1r10", "Table 1 row 10"), ("src12", "source 12"), ("introduction.p3", "introduction ¶3"),
        ("framework.principle2", "framework, principle 2"), ("objective", "objective"), ("???", "???"),
    ],
)  # fmt: skip
def test_a_locator_is_cited_as_people_do(locator: str, cited: str) -> None:
    assert place_of(locator) == cited


def test_a_page_is_one_or_a_range_or_unknown() -> None:
    assert cite(Passage(iri="x", locator="fn9", first_page=13, last_page=13)) == "fn. 9, p. 13"
    assert cite(Passage(iri="x", locator="fn9", first_page=13, last_page=14)) == "fn. 9, p. 13\N{EN DASH}14"
    assert cite(Passage(iri="x", locator="fn9")) == "fn. 9"
    assert cite(Passage(iri="https://w3id.org/migov/id/xy/a")) == "xy:a"
