"""What a description says beside its subject: what things are called, and where passages stand.

They come again and again in description after description: each is read once, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from mgi_graph.namespaces import INFERRED_GRAPH, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mgi_graph.store.protocol import Store

#: Properties that label a thing in RDF: all values of the first that it has.
LABELS: Final = tuple(NamedNode(expand(name)) for name in ("skos:prefLabel", "rdfs:label", "dcterms:title"))
#: What tells where a passage stands: its locator, its pages, and the profile or other record that it is part of.
PLACE: Final = tuple(
    NamedNode(expand(f"migov:{name}")) for name in ("locator", "earliestPage", "latestPage", "inProfile", "inRecord")
)
#: What leads from a thing to the passages that it rests on.
EVIDENCE: Final = NamedNode(expand("migov:hasEvidence"))
#: How many of each are kept.
KEPT: Final = 65_536
_INFERRED: Final = NamedNode(INFERRED_GRAPH)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Aside:
    """Some statements about one thing; there is one object for each thing of a store, compared by identity."""

    node: NamedNode
    quads: tuple[Quad, ...]
    #: What the statements show in turn: properties and the things that they lead to.
    shown: tuple[NamedNode, ...] = ()


class _Kept(dict[NamedNode, Aside | None]):
    """What was read once, by the thing that it is about."""

    def __init__(self, read: Callable[[NamedNode], Aside | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, node: NamedNode) -> Aside | None:
        if len(self) >= KEPT:
            self.clear()  # at most once in as many new things: cheaper than to keep an order
        found = self[node] = self._read(node)
        return found


class Asides:
    """The labels of things and the places of passages, of one store; read when they are asked for, and kept.

    ``labels[node]`` is what a thing is called, in all languages; ``places[node]`` where a passage stands, and its
    label; each is ``None`` where the dataset does not say.
    """

    __slots__ = ("_store", "labels", "places")

    def __init__(self, store: Store) -> None:
        """Take a store that does not change."""
        self._store = store
        self.labels: Mapping[NamedNode, Aside | None] = _Kept(self._label)
        self.places: Mapping[NamedNode, Aside | None] = _Kept(self._place)

    def _label(self, node: NamedNode) -> Aside | None:
        for predicate in LABELS:
            if quads := tuple(self._store.quads(node, predicate)):
                return Aside(node=node, quads=quads)
        return None

    def _place(self, passage: NamedNode) -> Aside | None:
        said = [quad for quad in self._store.quads(passage) if quad.predicate in PLACE]
        quads = [quad for quad in said if quad.graph_name != _INFERRED] or said
        if not quads:
            return None
        shown = {term for quad in quads for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}
        label = self.labels[passage]
        return Aside(node=passage, quads=(*quads, *(label.quads if label else ())), shown=tuple(shown))
