"""What an engine holds, as it says itself: counts, names, and the digest of what it gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import pyoxigraph as ox

from mgi_graph.namespaces import GRAPH, STANDARD
from mgi_graph.publishing.plan import content_digest, cut, digest_of
from mgi_graph.store.published import LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_graph.publishing.plan import Plan
    from mgi_graph.store.engine import Engine
    from mgi_graph.store.protocol import Solutions

#: Triples that are read back at once; of a graph with more, those of one predicate after the other.
PORTION: Final = 200_000


class Asked(Protocol):
    """What answers queries over a graph: an engine, or the dataset on it."""

    def select(self, query: str, /) -> Solutions:
        """Answer a SELECT query."""

    def construct(self, query: str, /) -> Sequence[ox.Triple]:
        """Answer a CONSTRUCT query."""


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
    fill(engine, LEDGER, [listed(name) for name in names])


def fill(engine: Engine, graph: str, lines: Sequence[bytes]) -> None:
    """Put statements into a graph, as many at once as the engine takes, in their order."""
    for piece in cut(lines, engine.dialect):
        engine.insert(graph, piece)


def read_graph(asked: Asked, graph: str, size: int) -> Iterator[ox.Triple]:
    """Read a graph back; a large one in portions, so that none of them meets a deadline or a limit of rows."""
    if size <= PORTION:
        yield from asked.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return
    for predicate in predicates(asked, graph):
        yield from asked.construct(
            f"CONSTRUCT {{ ?s {predicate} ?o }} WHERE {{ GRAPH <{graph}> {{ ?s {predicate} ?o }} }}"
        )


def listed(graph: str) -> bytes:
    """Return the line of a graph in the ledger."""
    return f"<{graph}> <{STANDARD['rdf']}type> <{STANDARD['void']}Dataset> .".encode()


def predicates(asked: Asked, graph: str) -> tuple[str, ...]:
    """Return the predicates of a graph, as SPARQL writes them."""
    found = asked.select(f"SELECT DISTINCT ?p WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").rows
    return tuple(sorted(str(row[0]) for row in found))


def verify(engine: Engine, plan: Plan, *, staged: bool) -> str:
    """Read each graph back and compare it with the plan; returns the digest of all of them.

    Raises :class:`StoreError` with the first graph that is different.
    """
    found: dict[str, str] = {}
    for part in plan.parts:
        graph = part.staging if staged else part.graph
        found[part.graph] = content_digest(read_graph(engine, graph, part.count))
        if found[part.graph] != part.digest:
            raise engine.error(f"gives back something else for {part.graph} than was sent")
    return digest_of(found)
