"""An answer carries its evidence, and an error its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mgi_graph.errors import NameNotFoundError, QueryError, QuerySyntaxError
from mgi_graph.queries.answer import Answer, Statements, Verdict
from mgi_graph.queries.grammar import stop
from mgi_graph.queries.tokens import tokenize

if TYPE_CHECKING:
    from mgi_graph.graph import Graph


def test_rows_equal_but_for_evidence_are_one_with_passages_in_the_order_of_the_source(graph: Graph) -> None:
    answer = graph.query("findings")
    assert [column.name for column in answer.columns] == ["finding", "polarity", "year"]
    assert [[passage.locator for passage in row.passages] for row in answer.rows] == [["1.3p5s2", "1.3p10s1"], ["fn9"]]
    assert len(answer.solutions.rows) == 3
    assert answer.sources == ("Office of Xyland (2021) Profile of Xyland.",)
    assert answer.labels["https://w3id.org/migov/id/xy/finding-a"] == "Xyland has a law."


def test_each_form_of_query_has_its_answer(graph: Graph) -> None:
    assert isinstance(graph.sparql("SELECT ?s { ?s a migov:Finding }"), Answer)
    assert isinstance(graph.sparql("DESCRIBE xy:finding-a"), Statements)
    verdict = graph.sparql("ASK { xy:finding-a ?p ?o }")
    assert isinstance(verdict, Verdict)
    assert verdict.holds


def test_select_star_gives_columns_in_the_order_of_the_text(graph: Graph) -> None:
    answer = graph.sparql("SELECT * { ?z a migov:Finding . ?z migov:year ?a }")
    assert isinstance(answer, Answer)
    assert [column.name for column in answer.columns] == ["z", "a"]


def test_from_limits_a_query_to_its_graph(graph: Graph) -> None:
    name = "https://w3id.org/migov/graph/ontology/tiny"
    answer = graph.sparql(f"SELECT ?x FROM <{name}> {{ ?x a migov:Finding }}")
    assert isinstance(answer, Answer)
    assert answer.rows == ()


@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "1:25", r"expected a \?variable.*; found '}'"),
        ("SELEC ?s", "1:1", "expected ASK"),
        ("", "1:1", "found the end of the query"),
        ("ASK {\n\n  ?é ?p 'é' . ] }", "3:15", r"found '\]'"),
        ("ASK { ?s a foo:Bar }", "1:12", "prefix foo: is not declared; nearest: foaf:"),
        ("ASK { ?s a zz:Bar }", "1:12", "prefix zz: is not declared"),
        ("ASK { ?s ?p skos: } foo:x", "1:21", "found 'foo:x'"),
        ("SELECT * { ?s skos:prefLabel ?o } LIMIT x", "1:41", "expected an integer"),
        ("ASK { ?s ?p 'open }", "1:13", "not closed"),
        ("ASK { ?s ?p <a> }", "1:13", "relative"),
        ("SELECT ?x ?y { ?x skos:note ?z } GROUP BY ?x", "", "unbound"),
        ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", "", "bound twice"),
    ],
)
def test_a_malformed_query_is_told_with_its_place(graph: Graph, query: str, place: str, said: str) -> None:
    with pytest.raises(QuerySyntaxError, match=said) as caught:
        graph.sparql(query)
    assert caught.value.place
    assert str(caught.value.place).endswith(place)
    assert len(str(caught.value)) < 200
    assert "\n" not in str(caught.value)


def test_an_unknown_function_is_an_error_of_the_query(graph: Graph) -> None:
    with pytest.raises(QueryError, match="function"):
        graph.sparql("SELECT * { ?s ?p ?o FILTER (<http://example.org/f>(?s)) }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT DISTINCT ?a (COUNT(DISTINCT *) AS ?n) { ?a a/^b:c*|!(d:e|^a) ?o ; ?p [], (1 2.0 -3e5) . } GROUP BY ?a "
        "HAVING (?n > 1) ORDER BY DESC(?n) ?a LIMIT 5 OFFSET 2 VALUES ?a { UNDEF true }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p [ a <x:y> ] } FROM <x:y> WHERE { { SELECT * { ?s ?p ?o } } UNION { GRAPH ?g { } } "
        "MINUS { } }",
        "DESCRIBE * { VALUES (?a ?b) { (1 'a'@en) (UNDEF 'b'^^x:y) } FILTER NOT EXISTS { ?a ?b ?c } }",
        "ASK { FILTER (GROUP_CONCAT(?x ; SEPARATOR = ',') IN (1, 2) || !BOUND(?a) "
        "&& ?b NOT IN ()) . BIND (x:f() AS ?q) }",
    ],
)
def test_the_grammar_follows_what_is_well_formed(query: str) -> None:
    assert stop(tokenize(query)) is None


def test_a_description_tells_where_a_thing_is_stated(graph: Graph) -> None:
    found = graph.describe("xy:finding-a")
    assert found.label == "Xyland has a law."
    assert [str(place) for place in found.places] == ["data/xy/tiny.ttl:31:1"]
    assert [passage.locator for passage in found.passages] == ["1.3p5s2", "1.3p10s1"]
    assert [each.iri.rpartition("#")[2] for each in graph.describe("polarity:absent").incoming] == ["polarity"]


@pytest.mark.parametrize(
    "name", ["absent", "Profile of Xyland", "finding-b", "<https://w3id.org/migov/id/xy/mgi-2021>"]
)
def test_a_thing_may_be_named_by_label_local_name_or_iri(graph: Graph, name: str) -> None:
    assert graph.describe(name).outgoing


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("xy:finding-c", "xy:finding-"),
        ("migov:Fnding", "migov:Finding"),
        ("absnt", "absent"),
        ("", "there is no"),
        ("a b:c", "there is no"),
    ],
)
def test_an_unknown_thing_is_answered_with_the_nearest(graph: Graph, name: str, nearest: str) -> None:
    with pytest.raises(NameNotFoundError, match=nearest):
        graph.describe(name)
