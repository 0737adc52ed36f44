"""The small dataset answers on each engine as it does in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from tests.store.remote.conftest import GRAPH

from mgi_graph.errors import StoreError
from mgi_graph.store.protocol import Scope

if TYPE_CHECKING:
    from mgi_graph.store.embedded import EmbeddedStore
    from mgi_graph.store.protocol import Store
    from mgi_graph.store.remote import RemoteStore

EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
SELECTS = (
    EVERYTHING,
    "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }",
    f"SELECT ?s WHERE {{ GRAPH <{GRAPH}a> {{ ?s ?p <urn:two> }} }}",
    "SELECT ?s ?none WHERE { ?s <urn:share> 0.5 }",
    "SELECT ?s WHERE { ?s <urn:count> 7 }",
    "SELECT ?s WHERE { ?s <urn:yes> true }",
    "SELECT ?o WHERE { ?s ?p ?o FILTER isLiteral(?o) }",
    "SELECT ?o WHERE { ?s ?p ?o FILTER isIRI(?o) }",
    "SELECT ?s ?o WHERE { ?s ?p ?o FILTER (isBlank(?s) || isBLANK (?o)) }",
    "SELECT DISTINCT ?o WHERE { <urn:one> (<urn:p>|<urn:q>)/<urn:type>? ?o }",
    "SELECT ?x WHERE { VALUES ?x { UNDEF <urn:one> } ?x <urn:p> ?y }",
    "SELECT ?label (LANG(?label) AS ?tag) WHERE { ?x <urn:label> ?label FILTER (LANG(?label) = 'en') }",
)


def told(term: object) -> str:
    """Write a term; a store that loads blank nodes gives them labels of its own."""
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


def rows(store: Store, query: str, scope: Scope | None = None) -> list[list[str]]:
    return sorted([told(term) for term in row] for row in store.select(query, scope=scope).rows)


def matches(store: Store, given: tuple[ox.NamedNode, ...]) -> set[tuple[str, ...]]:
    return {(told(q.subject), told(q.predicate), told(q.object), told(q.graph_name)) for q in store.quads(*given)}


@pytest.mark.parametrize("query", SELECTS)
def test_a_select_has_the_same_rows(query: str, remote: RemoteStore, embedded: EmbeddedStore) -> None:
    assert rows(remote, query) == rows(embedded, query) != []


def test_columns_stand_in_the_order_of_the_query(remote: RemoteStore) -> None:
    assert remote.select("SELECT ?b ?a WHERE { ?a <urn:p> ?b }").columns == ("b", "a")


def test_an_ask_says_yes_and_no(remote: RemoteStore) -> None:
    assert remote.ask("ASK { <urn:one> <urn:p> <urn:two> }") is True
    assert remote.ask("ASK { <urn:two> <urn:p> <urn:one> }") is False


def test_a_construct_gives_the_same_triples(remote: RemoteStore, embedded: EmbeddedStore) -> None:
    query = "CONSTRUCT { ?o <urn:of> ?s } WHERE { ?s ?p ?o FILTER (!isLiteral(?o)) }"
    found, expected = (
        {(told(each.subject), str(each.predicate), told(each.object)) for each in store.construct(query)}
        for store in (remote, embedded)
    )
    assert found == expected != set()


def test_a_scope_limits_the_graphs(remote: RemoteStore, embedded: EmbeddedStore) -> None:
    scope = Scope(default=(f"{GRAPH}a",), named=(f"{GRAPH}b",))
    assert rows(remote, EVERYTHING, scope) == rows(embedded, EVERYTHING, scope) != []
    named = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert rows(remote, named, scope) == rows(embedded, named, scope) != []


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ((), 15),
        ((ox.NamedNode("urn:two"),), 11),
        ((None, ox.NamedNode("urn:p")), 1),
        ((None, None, ox.NamedNode("urn:two")), 2),
        ((None, None, None, ox.NamedNode(f"{GRAPH}c")), 6),
        ((None, None, None, ox.NamedNode("urn:no-graph")), 0),
        ((ox.NamedNode("urn:one"), ox.NamedNode("urn:p"), ox.NamedNode("urn:two"), ox.NamedNode(f"{GRAPH}a")), 1),
    ],
)
def test_quads_match_a_pattern(
    given: tuple[ox.NamedNode, ...], number: int, remote: RemoteStore, embedded: EmbeddedStore
) -> None:
    found = list(remote.quads(*given))
    assert len(found) == number
    assert matches(remote, given) == matches(embedded, given)


def test_a_blank_node_is_asked_for_by_the_label_of_the_dataset(remote: RemoteStore) -> None:
    node = ox.BlankNode("list")
    assert [quad.predicate.value for quad in remote.quads(node)] == ["urn:first"]
    assert [quad.predicate.value for quad in remote.quads(None, None, node)] == ["urn:type"]


def test_it_knows_its_digest_its_size_and_its_graphs(remote: RemoteStore, embedded: EmbeddedStore) -> None:
    assert remote.digest == embedded.digest
    assert len(remote) == len(embedded)
    assert remote.graph_names() == embedded.graph_names()


def test_a_malformed_query_is_a_syntax_error(remote: RemoteStore) -> None:
    with pytest.raises(SyntaxError):
        remote.select("SELECT ?s WHERE { ?s ?p }")


def test_an_answer_of_another_form_is_an_error(remote: RemoteStore) -> None:
    with pytest.raises(StoreError, match="the engine at"):
        remote.ask("SELECT ?s WHERE { ?s ?p ?o }")
