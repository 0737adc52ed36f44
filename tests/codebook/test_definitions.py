"""Where a column comes from, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mgi_graph import QueryResult
from mgi_graph.codebook.definition import read_meanings
from mgi_graph.codebook.origin import Origin, read_origins

if TYPE_CHECKING:
    from mgi_graph.graph import Graph

P, Q = "urn:p", "urn:q"


@pytest.mark.parametrize(
    ("pattern", "origin"),
    [
        ("?x <urn:p> ?v", Origin(way="object", term=P, other=("x",))),
        ("?x <urn:q>/<urn:p> ?v", Origin(way="object", term=P, other=("x",))),
        ("?x <urn:p>/<urn:q>* ?v", Origin(way="object", term=Q, other=("x",))),
        ("?x ^<urn:p> ?v", Origin(way="subject", term=P, other=("x",))),
        ("?v ^<urn:p> ?x", Origin(way="object", term=P, other=("x",))),
        ("?v <urn:p> 5", Origin(way="subject", term=P)),
        ("?v a <urn:p>", Origin(way="instance", term=P)),
        ("?x a ?v", Origin(way="class", other=("x",))),
        ("?x ?v ?y", Origin(way="property", other=("x", "y"))),
        ("VALUES ?k { <urn:p> } ?x ?k ?v", Origin(way="object", term=P, other=("x",))),
        ("OPTIONAL { ?x <urn:p> ?v }", Origin(way="object", term=P, other=("x",))),
        ("{ ?x <urn:p> ?v } UNION { ?v a <urn:q> }", Origin(way="object", term=P, other=("x",))),
        ("?x <urn:p> ?y BIND (?y - 1 AS ?v)", Origin(way="expression", term="?y - 1", other=("y",))),
        (
            "{ SELECT (COUNT(DISTINCT ?y) AS ?v) { ?x <urn:p> ?y } }",
            Origin(way="count", term="COUNT(DISTINCT ?y)", other=("y",)),
        ),
        ("{ SELECT (MAX(?y) AS ?v) { ?x <urn:p> ?y } }", Origin(way="expression", term="MAX(?y)", other=("y",))),
    ],
)
def test_a_variable_comes_from_what_binds_it(pattern: str, origin: Origin) -> None:
    assert read_origins(f"SELECT ?v {{ {pattern} }}")["v"][0] == origin


def test_an_alias_comes_from_what_it_stands_for() -> None:
    assert read_origins("SELECT (?x AS ?v) { ?s <urn:p> ?x }")["v"] == (Origin(way="object", term=P, other=("s",)),)


def test_a_filter_binds_nothing() -> None:
    assert "v" not in read_origins("SELECT ?x { ?x <urn:p> 1 FILTER EXISTS { ?x <urn:q> ?v } }")


def test_two_subqueries_do_not_mix_up_their_counts() -> None:
    text = """SELECT ?a ?b {
        { SELECT (COUNT(?x) AS ?a) { ?x <urn:p> 1 } } { SELECT (COUNT(?y) AS ?b) { ?y <urn:q> 1 } }
    }"""
    assert [read_origins(text)[name][0].other for name in "ab"] == [("x",), ("y",)]


def test_every_column_of_every_saved_query_has_a_definition(graph: Graph) -> None:
    lacking = []
    for query in graph.queries:
        names = [column.name for column in query.header.columns if column.kind != "evidence"]
        found = read_meanings(query.text, names, graph.store)
        for name in names:
            text = found[name].text if name in found else ""
            if not text or text.endswith(": ") or ": value of " in text or ": instance of " in text:
                lacking.append((query.name, name, text))
    assert lacking == []


def test_a_term_that_nobody_defines_would_be_seen(graph: Graph) -> None:
    text = read_meanings("SELECT ?v { ?x <https://example.org/p> ?v }", ["v"], graph.store)["v"].text
    assert ": value of https://example.org/p" in text


def test_a_definition_is_that_of_the_ontology(graph: Graph) -> None:
    found = read_meanings(graph.queries["treaty-status"].text, ["status", "year"], graph.store)
    assert found["status"].source == "https://w3id.org/migov/ontology#participationStatus"
    defined = graph.sparql("SELECT ?d { migov:participationStatus skos:definition ?d }")
    assert isinstance(defined, QueryResult)
    assert found["status"].text.endswith(defined[0].d)


def test_the_difference_of_two_years_is_in_years(graph: Graph) -> None:
    found = read_meanings(graph.queries["editions"].text, ["gap", "start"], graph.store)
    assert found["gap"].unit == "years"
    assert found["gap"].text.startswith(
        "computed as ?nextStart - ?end, from ?nextStart, period start; ?end, period end"
    )
