"""Run a query for a focus node: by Oxigraph, or by rdflib where the canonical forms of Oxigraph would show."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, cast

import pyoxigraph
from pyoxigraph import NamedNode, Quad, Store

from mgi_graph.validation.bridge import from_rdflib, to_graph
from mgi_graph.validation.finding import UnsupportedError
from mgi_graph.validation.index import split
from mgi_graph.validation.prepared import DataGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import rdflib
    from pyoxigraph import QueryBoolean, QuerySolutions

    from mgi_graph.validation.exists import Filter
    from mgi_graph.validation.index import Index

#: The variables of a solution that are bound, as terms.
Row: TypeAlias = dict[str, str]


class Solver:
    """The data, ready for both engines of SPARQL; each is filled when it is first needed."""

    def __init__(self, index: Index) -> None:
        """Take the data, which :meth:`change` alone may change from now on."""
        self.index = index
        self._asked: dict[str, bool] = {}

    def change(self, removed: Sequence[str], added: Sequence[str]) -> None:
        """Take lines of N-Triples out of the data and others in, without filling the store anew.

        What is removed may be the canonical form of what stays, so that its fellow values are put back.
        """
        self.index.remove(removed)
        self.index.add(added)
        self._asked.clear()
        self.__dict__.pop("_graph", None)
        if "_store" not in self.__dict__:
            return
        for quad in _quads(removed):
            self._store.remove(quad)
        places = {split(line)[:2] for line in removed}
        fellows = [f"{one} {verb} {value} ." for one, verb in places for value in self.index.objects(one, verb)]
        self._store.extend(_quads([*fellows, *added]))

    def by_oxigraph(self, query: str, prologue: str = "", filters: Sequence[Filter] = ()) -> list[Row]:
        """Return the solutions of a query, terms in the canonical forms of Oxigraph, that pass the filters.

        Raises :class:`SyntaxError` where the query, or a filter with its values, is malformed.
        """
        found = cast("QuerySolutions", self._store.query(prologue + query))
        names = [variable.value for variable in found.variables]
        rows = [
            {name: str(term) for name, term in zip(names, solution, strict=True) if term is not None}
            for solution in found
        ]
        return [row for row in rows if all(self._passes(row, prologue, each) for each in filters)]

    def by_rdflib(self, query: str, focus: str) -> Iterator[Row]:
        """Yield the solutions of a query whose ``$this`` is bound to the focus node, terms as in the files."""
        import rdflib

        from mgi_graph.validation.literals import is_literal, reference_literal

        node: rdflib.term.Node
        if is_literal(focus):
            node = reference_literal(focus)
        else:
            node = rdflib.URIRef(focus[1:-1]) if focus[0] == "<" else rdflib.BNode(focus[2:])
        try:
            found = list(self._graph.query(query, initBindings={"this": node}))
        except Exception as error:  # whatever rdflib raises at a query that it cannot run
            raise UnsupportedError(f"the query cannot be run: {error}") from error
        for each in found:
            row = cast("rdflib.query.ResultRow", each).asdict()
            yield {str(name): str(from_rdflib(value)) for name, value in row.items()}

    def _passes(self, row: Row, prologue: str, wanted: Filter) -> bool:
        parts = list(wanted.group)
        parts[1::2] = [row.get(name, f"?{name}") for name in parts[1::2]]
        group = "".join(parts)
        if group not in self._asked:
            self._asked[group] = bool(cast("QueryBoolean", self._store.query(f"{prologue}ASK {group}")))
        return self._asked[group] == wanted.is_wanted

    @cached_property
    def _store(self) -> Store:
        store = Store()
        blank = {line for line in self.index.lines if "_:" in line}  # bulk_load would give them other labels
        lines = (line for line in self.index.lines if line not in blank) if blank else self.index.lines
        store.bulk_load(input="\n".join(lines), format=pyoxigraph.RdfFormat.N_TRIPLES)
        store.extend(_quads(blank))
        return store

    @cached_property
    def _graph(self) -> rdflib.Graph:
        return to_graph((quad.triple for quad in _quads(self.index.lines)), DataGraph())


def _quads(lines: Iterable[str]) -> Iterator[Quad]:
    """Parse lines of N-Triples; blank nodes keep their labels."""
    return pyoxigraph.parse("\n".join(lines), format=pyoxigraph.RdfFormat.N_TRIPLES)


def canonical(terms: Sequence[str]) -> list[str]:
    """Return literals as Oxigraph keeps them.

    >>> canonical(['"0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'])
    ['"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>']
    """
    text = "\n".join(f"<urn:{place}> <urn:p> {term} ." for place, term in enumerate(terms))
    store = Store()
    store.bulk_load(input=text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    kept = {cast("NamedNode", quad.subject).value: str(quad.object) for quad in store}
    return [kept[f"urn:{place}"] for place in range(len(terms))]
