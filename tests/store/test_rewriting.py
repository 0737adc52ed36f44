"""A query goes to an engine with its meaning kept, whatever stands in its strings, comments and IRIs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgi_graph.store.rewriting import asks_graphs, rewrite
from mgi_graph.store.skolem import from_engine, line_to_engine, to_engine

TRAPS = (
    "'isIRI(?o)'",
    '"isBlank(?o) # VALUES ?x { UNDEF }"',
    "'''isIRI(?o)\n'''",
    "<urn:isIRI(?o)>",
    "'it\\'s isIRI(?o)'",
)


@pytest.mark.parametrize("trap", TRAPS)
def test_what_only_looks_like_a_call_is_left(trap: str) -> None:
    query = f"ASK {{ ?s ?p ?o FILTER (STR(?o) = STR({trap})) }} # isIRI(?o) VALUES ?x {{ UNDEF }}"
    assert rewrite(query) == query
    assert not asks_graphs(query.replace("isIRI", "GRAPH"))


@pytest.mark.parametrize(
    "condition",
    ["isIRI(?o)", "!isURI ( ?o )", "isBlank(?o) || isIRI(?s)", "isIRI(IF(isBlank(?o), ?s, ?o))", "(isIRI(?o))"],
)
def test_skolem_iris_count_as_blank_nodes(condition: str) -> None:
    blank, named = ox.Store(), ox.Store()
    for value in (ox.BlankNode("b"), ox.NamedNode("urn:n"), ox.Literal("l")):
        triple = (ox.NamedNode("urn:s"), ox.NamedNode("urn:p"))
        blank.add(ox.Quad(*triple, value))
        named.add(ox.Quad(*triple, to_engine(value)))
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o FILTER ({condition}) }}"
    counts = [str(next(iter(store.query(text)))[0]) for store, text in ((blank, query), (named, rewrite(query)))]  # type: ignore[arg-type]
    assert counts[0] == counts[1]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_that_holds_what_looks_like_a_blank_node_is_sent_as_it_is(text: str) -> None:
    triple = f"<urn:s> <urn:p> {ox.Literal(f'{text} _:b')}".encode()
    assert line_to_engine(triple) == triple


def test_a_blank_node_comes_back() -> None:
    node = ox.BlankNode("ontology-c14n1")
    assert from_engine(to_engine(node)) == node
    sent = line_to_engine(f"{node} <urn:p> {node}".encode()).decode()
    assert sent == f"{to_engine(node)} <urn:p> {to_engine(node)}"
