"""The remote store: the dataset on an engine elsewhere, put there by ``mgi push``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.store.protocol import Scope
from mgi_graph.store.published import MARK, PUBLICATION, READ, Published, read_published
from mgi_graph.store.rewriting import asks_graphs, describes, rewrite
from mgi_graph.store.skolem import to_engine
from mgi_graph.store.transport import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_graph.errors import StoreError
    from mgi_graph.store.credentials import Credentials
    from mgi_graph.store.engine import Engine
    from mgi_graph.store.protocol import Solutions, Subject, Term

#: How long what is known of the publication is believed, in seconds.
BELIEVED: Final = 5.0


class RemoteStore:
    """Answer queries on an engine elsewhere, over the dataset that was published there and nothing else on it.

    Where another dataset is published meanwhile, :class:`StoreError` is raised, so that answers of two are not mixed.
    """

    def __init__(self, engine: Engine, published: Published | None = None) -> None:
        """Read what is published; raises :class:`StoreError` where that is nothing whole.

        With ``published``, which was read before, nothing is asked now, and whoever asks has to :meth:`confirm`.
        """
        self._engine = engine
        self._published = published or self._read()
        self._graphs = frozenset(graph for graph, _ in self._published.graphs)
        self._seen = time.monotonic()
        self._believes = published is not None

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the dataset, in hexadecimal."""
        return self._published.digest

    @property
    def published(self) -> Published:
        """Return what the engine says of the dataset that it holds."""
        return self._published

    @property
    def engine(self) -> Engine:
        """Return the engine, for who asks it otherwise."""
        return self._engine

    @property
    def requests(self) -> int:
        """Count the requests that were sent."""
        return self._engine.transport.sent

    def __len__(self) -> int:
        """Count the quads."""
        return sum(triples for _, triples in self._published.graphs)

    def select(self, query: str, *, scope: Scope | None = None) -> Solutions:
        """Answer a SELECT query."""
        self._check()
        return self._engine.select(rewrite(query), self.scope_of(query, scope))

    def ask(self, query: str, *, scope: Scope | None = None) -> bool:
        """Answer an ASK query."""
        self._check()
        return self._engine.ask(rewrite(query), self.scope_of(query, scope))

    def construct(self, query: str, *, scope: Scope | None = None) -> Sequence[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query; a description goes on from blank nodes, as in this process."""
        self._check()
        chosen = self.scope_of(query, scope)
        found = self._engine.construct(rewrite(query), chosen)
        return self._bounded(found, chosen) if describes(query) else found

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        value: Term | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """Go through the quads that match a pattern, in no order; ``None`` matches any term."""
        self._check()
        given = (subject, predicate, value, graph)
        s, p, o, g = (name if term is None else str(to_engine(term)) for name, term in zip(_NAMES, given, strict=True))
        if graph is not None and graph.value not in self.graph_names():
            return
        free = " ".join(name for name, term in zip(_NAMES, given, strict=True) if term is None)
        query = f"SELECT {free or '(1 AS ?one)'} WHERE {{ GRAPH {g} {{ {s} {p} {o} }} }}"
        found = self._engine.select(query, self.scope_of(query, None))
        for row in found.rows:
            terms = iter(row)
            match = [next(terms) if term is None else term for term in given]
            yield ox.Quad(*match)  # type: ignore[arg-type] # the engine gives terms where they may stand

    def graph_names(self) -> frozenset[str]:
        """Return the IRIs of the named graphs."""
        return self._graphs

    def everywhere(self, query: str) -> Solutions:
        """Answer a SELECT query over all graphs that the engine has; those of others are for the caller to drop."""
        self._check()
        return self._engine.select(query)

    def confirm(self) -> None:
        """Make sure that all answers so far are those of the dataset that was opened; raises :class:`StoreError`.

        A push takes its mark away before it changes anything, and writes it when all is done: while the mark is the one
        that it was, so is what stands behind it.
        """
        if self.held() != self.digest:
            raise self._replaced()
        self._seen = time.monotonic()

    def held(self) -> str:
        """Return the digest of the dataset that is published now; raises :class:`StoreError` while there is none."""
        rows = self._engine.select(MARK, Scope(named=(PUBLICATION,))).rows
        if len(rows) != 1 or not isinstance(mark := rows[0][0], ox.Literal):
            raise self._engine.error(_NONE, may_pass=True, failing="replaced")
        return mark.value

    def scope_of(self, query: str, scope: Scope | None = None) -> Scope:
        """Return the dataset of a query; graphs are listed only for one that asks for them by ``GRAPH``."""
        if scope is not None:
            return scope
        named = tuple(graph for graph, _ in self._published.graphs) if asks_graphs(query) else ()
        return Scope(default=(self._published.union_graph,), named=named)

    def _bounded(self, described: Sequence[ox.Triple], scope: Scope) -> tuple[ox.Triple, ...]:
        """Add what is said of the blank nodes of a description: they are IRIs on the engine, where it stops."""
        found = dict.fromkeys(described)
        known = {triple.subject for triple in found}
        while wanted := [
            term for triple in found if isinstance(term := triple.object, ox.BlankNode) and term not in known
        ]:
            known.update(wanted)
            listed = " ".join(str(to_engine(term)) for term in dict.fromkeys(wanted))
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {listed} }} ?s ?p ?o }}"
            found.update(dict.fromkeys(self._engine.construct(query, scope)))
        return tuple(found)

    def _check(self) -> None:
        """Look, at times, whether the dataset is still the one that was opened."""
        if self._believes or time.monotonic() - self._seen < BELIEVED:
            return
        if self._read().digest != self.digest:
            raise self._replaced()
        self._seen = time.monotonic()

    def _replaced(self) -> StoreError:
        what = "holds another dataset than the one that was opened: open it again"
        return self._engine.error(what, may_pass=True, failing="replaced")

    def _read(self) -> Published:
        rows = self._engine.select(READ, Scope(named=(PUBLICATION,))).rows
        published = read_published(rows)
        if published is None:
            raise self._engine.error(_NONE, may_pass=True, failing="replaced")
        return published


_NONE: Final = "holds no dataset that is whole: publish one with mgi push"
_NAMES: Final = ("?s", "?p", "?o", "?g")


def open_remote(
    url: str, *, engine: str = "auto", credentials: Credentials | None = None, patience: float = PATIENCE
) -> RemoteStore:
    """Open the dataset on an engine; raises :class:`StoreError` where it is not reached or holds none.

    Without ``credentials`` those of the environment are taken: :mod:`mgi_graph.store.credentials`.
    """
    from mgi_graph.store.credentials import from_environment
    from mgi_graph.store.engine import connect

    given = credentials or from_environment()
    return RemoteStore(connect(url, engine=engine, credentials=given, patience=patience))
