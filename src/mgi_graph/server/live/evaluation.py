"""A query of a stranger, answered by an engine: its answer in the terms of the dataset, for the same writers.

The query is read here first, over a store that holds nothing, so that a malformed one is told as ever and not sent.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from mgi_graph.results.records import binding
from mgi_graph.server.sparql.forms import form_of
from mgi_graph.store.embedded import EmbeddedStore, Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_graph.store.protocol import Scope, Solutions, Store
    from mgi_graph.store.rounds import Round


class Evaluation:
    """What the endpoint asks of a store of one round, as it would of one at hand."""

    def __init__(self, store: Round) -> None:
        """Keep the store."""
        self._store = store

    def graph_names(self) -> frozenset[str]:
        """Return the IRIs of the named graphs."""
        return self._store.graph_names()

    def evaluate(self, query: str, *, scope: Scope | None = None, base: str | None = None) -> Found:
        """Return the answer to a query of any form; raises :class:`SyntaxError` as the embedded engine does."""
        ox.Store().query(query, base_iri=base)
        sent = f"BASE <{base}>\n{query}" if base else query
        match form_of(query):
            case "SELECT":
                return _solutions(self._store.select(sent, scope=scope))
            case "ASK":
                text = json.dumps({"head": {}, "boolean": self._store.ask(sent, scope=scope)})
                return ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
            case _:
                # it does what the writers ask of the engine's own
                return cast("ox.QueryTriples", Triples(self._store.construct(sent, scope=scope)))


class Triples:
    """The triples of an answer, which write themselves as the engine's do."""

    def __init__(self, triples: Sequence[ox.Triple]) -> None:
        """Keep the triples, each once."""
        self._triples = dict.fromkeys(triples)

    def __iter__(self) -> Iterator[ox.Triple]:
        """Go through them."""
        return iter(self._triples)

    def serialize(self, output: Any, syntax: ox.RdfFormat) -> None:  # noqa: ANN401 - whatever has a method write
        """Write them to an output."""
        ox.serialize(self._triples, output, syntax)


def evaluating(store: Store) -> EmbeddedStore | Evaluation:
    """Return what evaluates the queries of strangers over a store."""
    return store if isinstance(store, EmbeddedStore) else Evaluation(cast("Round", store))


def _solutions(found: Solutions) -> ox.QuerySolutions:
    """Return rows as the engine's own, which its writers take (SPARQL 1.1 Query Results JSON §3)."""
    rows = [
        {name: binding(term) for name, term in zip(found.columns, row, strict=True) if term is not None}
        for row in found.rows
    ]
    text = json.dumps({"head": {"vars": list(found.columns)}, "results": {"bindings": rows}})
    made = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    assert isinstance(made, ox.QuerySolutions)
    return made
