"""What a store must be able to do, whichever engine stands behind it.

Terms cross this border as pyoxigraph terms; they are small, hashable and typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term: TypeAlias = "NamedNode | BlankNode | Literal | Triple"
Row: TypeAlias = "tuple[Term | None, ...]"
Subject: TypeAlias = "NamedNode | BlankNode | Triple"


@dataclass(frozen=True, slots=True, kw_only=True)
class Solutions:
    """The answer to a SELECT: its columns, and its rows in the order of the query."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The graphs that a query is limited to (SPARQL 1.1 §13.2, Protocol §2.1.4), as IRIs.

    ``default`` are merged into the default graph, ``named`` may be asked with ``GRAPH``.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Store(Protocol):
    """An RDF dataset whose default graph holds the union of its named graphs.

    A ``scope`` takes the place of the query's own ``FROM`` clauses: an engine that is told to take
    the union as default graph ignores them. Each method raises :class:`SyntaxError` for a
    malformed query.
    """

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the dataset, in hexadecimal."""

    def select(self, query: str, *, scope: Scope | None = None) -> Solutions:
        """Answer a SELECT query."""

    def ask(self, query: str, *, scope: Scope | None = None) -> bool:
        """Answer an ASK query."""

    def construct(self, query: str, *, scope: Scope | None = None) -> Sequence[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""

    def quads(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        value: Term | None = None,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Go through the quads of named graphs that match a pattern, in no order; ``None`` matches any term.

        It is ``SELECT * { GRAPH ?g { ?s ?p ?o } }`` with what is given in its place, which a remote engine can be
        asked; one in memory looks it up in its indexes, twenty times faster than a query.
        """

    def graph_names(self) -> frozenset[str]:
        """Return the IRIs of the named graphs."""
