"""The embedded store: the dataset in memory, or on disk where it is too large for that, answered by Oxigraph."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph

from mgi_graph.store.choice import choose
from mgi_graph.store.protocol import Solutions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mgi_graph.build.pipeline import Built
    from mgi_graph.store.protocol import Scope, Subject, Term

#: What the engine gives, nothing of it read yet.
Found: TypeAlias = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples
_LOG: Final = logging.getLogger(__name__)


class EmbeddedStore:
    """Answer queries over a dataset in this process; its default graph is the union of the named ones."""

    def __init__(self, store: pyoxigraph.Store, digest: str, *, is_on_disk: bool = False) -> None:
        """Wrap a loaded store; ``digest`` is the SHA-256 of the dataset that it holds.

        One that ``is_on_disk`` opens files when it is asked.
        """
        self._store = store
        self._digest = digest
        self.is_on_disk = is_on_disk
        self._graphs: frozenset[str] | None = None

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the dataset, in hexadecimal."""
        return self._digest

    def __len__(self) -> int:
        """Count the quads."""
        return len(self._store)

    def select(self, query: str, *, scope: Scope | None = None) -> Solutions:
        """Answer a SELECT query; raises :class:`SyntaxError` as the engine does."""
        found = self.evaluate(query, scope=scope)
        if not isinstance(found, pyoxigraph.QuerySolutions):
            raise TypeError("the query is no SELECT")
        columns = tuple(variable.value for variable in found.variables)
        return Solutions(columns=columns, rows=tuple([tuple(solution) for solution in found]))

    def ask(self, query: str, *, scope: Scope | None = None) -> bool:
        """Answer an ASK query."""
        found = self.evaluate(query, scope=scope)
        if not isinstance(found, pyoxigraph.QueryBoolean):
            raise TypeError("the query is no ASK")
        return bool(found)

    def construct(self, query: str, *, scope: Scope | None = None) -> Sequence[pyoxigraph.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        found = self.evaluate(query, scope=scope)
        if not isinstance(found, pyoxigraph.QueryTriples):
            raise TypeError("the query is no CONSTRUCT or DESCRIBE")
        return tuple(found)

    def quads(
        self,
        subject: Subject | None = None,
        predicate: pyoxigraph.NamedNode | None = None,
        value: Term | None = None,
        graph: pyoxigraph.NamedNode | None = None,
    ) -> Iterator[pyoxigraph.Quad]:
        """Go through the quads that match a pattern, in no order; ``None`` matches any term."""
        return self._store.quads_for_pattern(subject, predicate, value, graph)

    def graph_names(self) -> frozenset[str]:
        """Return the IRIs of the named graphs."""
        if self._graphs is None:  # a store is loaded once and never changed
            self._graphs = frozenset(graph.value for graph in self._store.named_graphs())
        return self._graphs

    def evaluate(self, query: str, *, scope: Scope | None = None, base: str | None = None) -> Found:
        """Return what the engine gives for a query of any form, for who has it written by the engine itself.

        ``base`` is what relative IRIs of the query are resolved against (SPARQL 1.1 §4.1.1.2).
        """
        if scope is None:
            return self._store.query(query, base_iri=base, use_default_graph_as_union=True)
        return self._store.query(
            query,
            base_iri=base,
            default_graph=[pyoxigraph.NamedNode(graph) for graph in scope.default],
            named_graphs=[pyoxigraph.NamedNode(graph) for graph in scope.named],
        )


def open_dataset(built: Built) -> EmbeddedStore:
    """Load a dataset into memory, or open it on disk: :func:`load`."""
    return load(built.path, built.digest)


def prepare(path: Path, digest: str) -> None:
    """Build the store of a dataset that is opened on disk, so that no process which opens it must wait for that."""
    choice = choose(path)
    if choice.medium == "disk":
        from mgi_graph.store.disk import open_on_disk

        open_on_disk(path, digest, choice.quads)


def load(path: Path, digest: str) -> EmbeddedStore:
    """Load the N-Quads of a build; ``digest`` is their SHA-256, checked when they were built or found.

    What is too large for memory is opened on disk, and a line of the log says so: :mod:`mgi_graph.store.choice`.
    Raises :class:`BuildError` where there is room for it neither here nor there.
    """
    choice = choose(path)
    if choice.medium == "disk":
        from mgi_graph.store.disk import open_on_disk

        _LOG.warning("the dataset is opened on disk, not in memory: %s", choice.reason)
        return EmbeddedStore(open_on_disk(path, digest, choice.quads), digest, is_on_disk=True)
    store = pyoxigraph.Store()
    # lenient: the build wrote these IRIs; checking each again costs a third more
    store.bulk_load(path=path, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    return EmbeddedStore(store, digest)
