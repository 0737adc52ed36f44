"""The closure of a dataset, and which file states what of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, parse

from mgi_graph.build.saturate import saturate
from mgi_graph.explanation.proof import Prover
from mgi_graph.namespaces import GRAPH, INFERRED_GRAPH
from mgi_graph.turtle.skolem import blank, skolemize

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyoxigraph import Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """All that holds: a prover over it, and the files that state each stated triple.

    Inside, blank nodes are IRIs (:mod:`mgi_graph.turtle.skolem`) and literals as the store has them.
    """

    prover: Prover
    files: Mapping[Triple, tuple[str, ...]]

    def owner(self, triple: Triple) -> tuple[str, str] | None:
        """Return the named thing and its property that a triple about a blank node belongs to."""
        subject, verb, seen = triple.subject, triple.predicate, {triple.subject}
        while isinstance(blank(subject), BlankNode):
            above = next(iter(self.prover.store.quads_for_pattern(None, None, subject, None)), None)
            if above is None or above.subject in seen:
                return None
            subject, verb = above.subject, above.predicate
            seen.add(subject)
        return (subject.value, verb.value) if isinstance(subject, NamedNode) else None


def close(dataset: Path) -> Closure:
    """Read the stated triples of a dataset and saturate them by the rules."""
    whole, closed = Store(), Store()
    # through the store, which canonicalises literals; not loaded by it, which would rename blank nodes
    whole.bulk_extend(parse(path=str(dataset), format=RdfFormat.N_QUADS, lenient=True))
    files: dict[Triple, list[str]] = {}
    for quad in whole:
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value != INFERRED_GRAPH:
            (triple,) = skolemize([quad.triple])
            files.setdefault(triple, []).append(f"{quad.graph_name.value.removeprefix(GRAPH)}.ttl")
    closed.bulk_extend(Quad(triple.subject, triple.predicate, triple.object) for triple in files)
    saturate(closed)
    stated = {triple: tuple(sorted(names)) for triple, names in files.items()}
    return Closure(prover=Prover(closed, stated.__contains__), files=stated)
