"""What the process that serves HTTP has in the place of a store: it tells which dataset it is, and answers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from mgi_graph.graph import Graph

if TYPE_CHECKING:
    from mgi_graph.project import Project
    from mgi_graph.server.live.origin import Origin
    from mgi_graph.store.protocol import Store

_SAYS: Final = "the dataset is on an engine, which jobs alone may ask: a process that serves many must not wait for it"


class Placard:
    """The store of a graph whose dataset is on an engine; each question to it is a mistake of ours."""

    def __init__(self, origin: Origin) -> None:
        """Keep what is known."""
        self.origin = origin
        self._graphs = frozenset(graph for graph, _ in origin.published.graphs)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the dataset, in hexadecimal."""
        return self.origin.published.digest

    def graph_names(self) -> frozenset[str]:
        """Return the IRIs of the named graphs."""
        return self._graphs

    def select(self, *_: object, **__: object) -> NoReturn:
        """Refuse."""
        raise AssertionError(_SAYS)

    ask = construct = quads = select


def graph_of(origin: Origin, project: Project) -> Graph:
    """Return the graph that a process which serves HTTP has of a dataset on an engine."""
    graph = Graph(Placard(origin), project)
    graph.dataset = origin.dataset
    return graph


def origin_of(store: Store) -> Origin | None:
    """Return the origin of a dataset that stays on its engine; ``None`` for one that is at hand."""
    return store.origin if isinstance(store, Placard) else None
