"""What a description says beside its subject: what things are called, and where passages stand.

They come again and again in description after description: each is read once, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from mgi_graph.namespaces import INFERRED_GRAPH, expand

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.store.protocol import Store

#: Properties that label a thing in RDF: all values of the first that it has.
LABELS: Final = tuple(NamedNode(expand(name)) for name in ("skos:prefLabel", "rdfs:label", "dcterms:title"))
#: What tells where a passage stands: its locator, its pages, and the profile or other record that it is part of.
PLACE: Final = tuple(
    NamedNode(expand(f"migov:{name}")) for name in ("locator", "earliestPage", "latestPage", "inProfile", "inRecord")
)
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


class Asides:
    """The labels of things and the places of passages, of one store."""

    __slots__ = ("_labels", "_places", "_store")

    def __init__(self, store: Store) -> None:
        """Read them when they are asked for."""
        self._store = store
        self._labels: dict[NamedNode, Aside | None] = {}
        self._places: dict[NamedNode, Aside | None] = {}

    def label(self, node: NamedNode) -> Aside | None:
        """Return what a thing is called, in all languages; nothing where it has no label."""
        try:
            return self._labels[node]
        except KeyError:
            return _kept(self._labels, node, self._read_label)

    def place(self, passage: NamedNode) -> Aside | None:
        """Return where a passage stands, and its label; nothing where the dataset does not say."""
        try:
            return self._places[passage]
        except KeyError:
            return _kept(self._places, passage, self._read_place)

    def _read_label(self, node: NamedNode) -> Aside | None:
        for predicate in LABELS:
            if quads := tuple(self._store.quads(node, predicate)):
                return Aside(node=node, quads=quads)
        return None

    def _read_place(self, passage: NamedNode) -> Aside | None:
        said = [quad for quad in self._store.quads(passage) if quad.predicate in PLACE]
        quads = [quad for quad in said if quad.graph_name != _INFERRED] or said
        if not quads:
            return None
        shown = {term for quad in quads for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}
        label = self.label(passage)
        return Aside(node=passage, quads=(*quads, *(label.quads if label else ())), shown=tuple(shown))


def _kept(
    kept: dict[NamedNode, Aside | None], node: NamedNode, read: Callable[[NamedNode], Aside | None]
) -> Aside | None:
    if len(kept) >= KEPT:
        kept.clear()  # at most once in as many new things: cheaper than to keep an order
    found = kept[node] = read(node)
    return found
