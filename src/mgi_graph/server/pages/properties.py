"""The property table of a thing: all that is stated of it and all that points at it, one click away on its page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from mgi_graph.namespaces import INFERRED_GRAPH, shrink

if TYPE_CHECKING:
    from mgi_graph.server.pages.refs import Linker, Ref
    from mgi_graph.store.protocol import Store, Term

#: How many values of a property are shown.
MOST: Final = 25
_curie: Final = lru_cache(maxsize=4096)(shrink)


class Line(NamedTuple):
    """A property with its values; ``more`` counts those that are not shown."""

    property: Ref
    curie: str
    values: list[Ref]
    more: int
    is_inferred: bool


class Table(NamedTuple):
    """What the files state of a thing, what follows from it, and what points at it."""

    stated: list[Line]
    inferred: list[Line]
    incoming: list[Line]


def read_table(store: Store, thing: ox.NamedNode, linker: Linker) -> Table:
    """Read the table of a thing; blank nodes, which have no name, are left out."""
    stated: dict[ox.NamedNode, dict[Term, None]] = {}
    inferred: dict[ox.NamedNode, dict[Term, None]] = {}
    incoming: dict[ox.NamedNode, dict[Term, None]] = {}
    for quad in store.quads(thing):
        side = inferred if _is_inferred(quad) else stated
        side.setdefault(quad.predicate, {})[quad.object] = None
    for quad in store.quads(None, None, thing):
        if not _is_inferred(quad):
            incoming.setdefault(quad.predicate, {})[quad.subject] = None
    for predicate, values in stated.items():
        for value in values:
            inferred.get(predicate, {}).pop(value, None)
    return Table(
        stated=_lines(stated, linker, is_inferred=False),
        inferred=_lines(inferred, linker, is_inferred=True),
        incoming=_lines(incoming, linker, is_inferred=False),
    )


def _is_inferred(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value == INFERRED_GRAPH


def _lines(found: dict[ox.NamedNode, dict[Term, None]], linker: Linker, *, is_inferred: bool) -> list[Line]:
    lines = []
    for predicate, terms in sorted(found.items(), key=lambda each: _curie(each[0].value)):
        named = sorted((term for term in terms if not isinstance(term, ox.BlankNode)), key=str)
        if named:
            values = linker.refs(named[:MOST])
            more = len(named) - len(values)
            lines.append(Line(linker.ref(predicate), _curie(predicate.value), values, more, is_inferred))
    return lines
