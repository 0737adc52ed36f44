"""Patterns of quads, many of them asked of an engine at once, and its rows handed back to each (SPARQL 1.1 §10.2)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from mgi_graph.store.skolem import to_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_graph.store.protocol import Row, Subject, Term

#: Subject, predicate, value and graph; ``None`` matches any term.
Pattern: TypeAlias = "tuple[Subject | None, ox.NamedNode | None, Term | None, ox.NamedNode | None]"
#: Which of the four are given.
Shape: TypeAlias = tuple[bool, ...]

#: How many patterns one request asks for: with IRIs of usual length it has some hundred kilobytes.
MOST: Final = 1_000
_NAMES: Final = ("?s", "?p", "?o", "?g")


def requests(patterns: Iterable[Pattern], union: str) -> Iterator[tuple[str, tuple[Pattern, ...]]]:
    """Yield queries that ask for patterns, each with those that it is about; ``union`` names the graph to leave out.

    The dataset of such a query is all that the engine has: a list of graphs makes it look into each of them for
    each pattern. Rows of graphs that are not the dataset's are for :func:`hand_back` to drop.
    """
    left = iter(patterns)
    while some := tuple(islice(left, MOST)):
        shapes: dict[Shape, list[Pattern]] = {}
        for each in some:
            shapes.setdefault(shape_of(each), []).append(each)
        parts = " UNION ".join(_part(shape, found, union) for shape, found in sorted(shapes.items()))
        yield f"SELECT ?s ?p ?o ?g WHERE {{ {parts} }}", some


def hand_back(
    patterns: Iterable[Pattern], rows: Iterable[Row], graphs: frozenset[str]
) -> dict[Pattern, tuple[ox.Quad, ...]]:
    """Return the quads of each pattern among the rows of a request; those of other graphs than ``graphs`` are dropped.

    They stand in the order of their text, so that it does not depend on the engine.
    """
    found: dict[Pattern, list[ox.Quad]] = {each: [] for each in patterns}
    shapes = {shape_of(each) for each in found}
    quads = {ox.Quad(*row): row for row in rows if getattr(row[3], "value", "") in graphs}  # type: ignore[arg-type]
    for quad in sorted(quads, key=str):
        row = quads[quad]
        for shape in shapes:
            key = tuple(term if given else None for term, given in zip(row, shape, strict=True))
            if (kept := found.get(key)) is not None:  # type: ignore[arg-type] # terms where they may stand
                kept.append(quad)
    return {each: tuple(kept) for each, kept in found.items()}


def shape_of(pattern: Pattern) -> Shape:
    """Tell which terms of a pattern are given."""
    return tuple(term is not None for term in pattern)


def _part(shape: Shape, patterns: Iterable[Pattern], union: str) -> str:
    names = " ".join(name for name, given in zip(_NAMES, shape, strict=True) if given)
    rows = " ".join(f"({' '.join(str(to_engine(term)) for term in each if term is not None)})" for each in patterns)
    return f"{{ VALUES ({names}) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != <{union}>) }}"
