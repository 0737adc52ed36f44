"""What an engine holds, as it says itself: counts, names, and the digest of what it gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph.namespaces import GRAPH, STANDARD
from mgi_graph.publishing.plan import content_digest, digest_of
from mgi_graph.store.published import LEDGER

if TYPE_CHECKING:
    from mgi_graph.publishing.plan import Plan
    from mgi_graph.store.engine import Engine


def count(engine: Engine, graph: str) -> int:
    """Return how many triples a graph holds; none where there is no such graph."""
    found = engine.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").rows
    number = found[0][0] if found else None
    return int(number.value) if isinstance(number, ox.Literal) else 0


def graphs_listed(engine: Engine) -> frozenset[str]:
    """Return the IRIs of the graphs that a push has written or begun, which the ledger lists.

    An engine is not asked for all its graphs: some go through every statement for that, which can take minutes.
    """
    found = engine.select(f"SELECT ?g WHERE {{ GRAPH <{LEDGER}> {{ ?g ?p ?o }} }}").rows
    names = {row[0].value for row in found if isinstance(row[0], ox.NamedNode)}
    return frozenset(name for name in names if name.startswith(GRAPH))


def list_graphs(engine: Engine, plan: Plan) -> None:
    """Enter in the ledger which graphs a push is about to write."""
    names = sorted({name for part in plan.parts for name in (part.graph, part.staging)} | {plan.published.union_graph})
    engine.insert(LEDGER, tuple(listed(name) for name in names))


def listed(graph: str) -> bytes:
    """Return the line of a graph in the ledger."""
    return f"<{graph}> <{STANDARD['rdf']}type> <{STANDARD['void']}Dataset> .".encode()


def verify(engine: Engine, plan: Plan, *, staged: bool) -> str:
    """Read each graph back and compare it with the plan; returns the digest of all of them.

    Raises :class:`StoreError` with the first graph that is different.
    """
    found: dict[str, str] = {}
    for part in plan.parts:
        graph = part.staging if staged else part.graph
        triples = engine.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        found[part.graph] = content_digest(triples)
        if found[part.graph] != part.digest:
            raise engine.error(f"gives back something else for {part.graph} than was sent")
    return digest_of(found)
