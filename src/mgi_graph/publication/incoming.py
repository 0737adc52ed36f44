"""What points at a resource, a page at a time, by a cursor that stays valid (keyset paging).

Things without name (class expressions) and what rules add are left out: each inferred one repeats a stated one in
other words.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import NamedNode, Quad

from mgi_graph.errors import ParameterError
from mgi_graph.namespaces import INFERRED_GRAPH

if TYPE_CHECKING:
    from mgi_graph.store.protocol import Store

_INFERRED: Final = NamedNode(INFERRED_GRAPH)
#: How many resources that much points at are kept in order, the least used is dropped.
HUBS: Final = 64


class IncomingPage(NamedTuple):
    """Some of the statements that point at a resource; ``total`` there are, ``after`` leads to the next page."""

    quads: tuple[Quad, ...]
    total: int
    after: str


class Incoming:
    """The statements of one store by what they point at."""

    __slots__ = ("_hubs", "_store")

    def __init__(self, store: Store) -> None:
        """Read them when they are asked for; those of hubs, which have to be sorted, are kept."""
        self._store = store
        self._hubs: OrderedDict[NamedNode, tuple[tuple[str, tuple[Quad, ...]], ...]] = OrderedDict()

    def page(self, node: NamedNode, limit: int, after: str) -> IncomingPage:
        """Return at most ``limit`` triples that point at a resource, by predicate and subject.

        Raises :class:`ParameterError` for a limit below 1, or a cursor that no page gave.
        """
        if limit < 1:
            raise ParameterError(f"the limit of a page is a whole number from 1 up; found {limit}")
        if after and after.count(" ") != 1:
            raise ParameterError("the cursor of a page is the one that the page before gave: a property and a thing")
        if node not in self._hubs:
            quads = tuple(self._pointing(node))
            if len(quads) <= limit and not after:
                return IncomingPage(quads=quads, total=_count(quads), after="")
            self._keep(node, _sorted(quads))
        self._hubs.move_to_end(node)
        return _cut(self._hubs[node], limit, after)

    def _pointing(self, node: NamedNode) -> list[Quad]:
        return [
            quad
            for quad in self._store.quads(None, None, node)
            if quad.graph_name != _INFERRED and type(quad.subject) is NamedNode
        ]

    def _keep(self, node: NamedNode, rows: tuple[tuple[str, tuple[Quad, ...]], ...]) -> None:
        self._hubs[node] = rows
        while len(self._hubs) > HUBS:
            self._hubs.popitem(last=False)


def _sorted(quads: tuple[Quad, ...]) -> tuple[tuple[str, tuple[Quad, ...]], ...]:
    """Sort statements by their cursor; those that several graphs hold stand together."""
    rows: dict[str, tuple[Quad, ...]] = {}
    for quad in quads:
        cursor = f"{quad.predicate.value} {quad.subject.value}"  # type: ignore[union-attr]
        rows[cursor] = (*rows.get(cursor, ()), quad)
    return tuple(sorted(rows.items(), key=lambda row: row[0]))


def _cut(rows: tuple[tuple[str, tuple[Quad, ...]], ...], limit: int, after: str) -> IncomingPage:
    from bisect import bisect_right

    start = bisect_right(rows, after, key=lambda row: row[0]) if after else 0
    found = rows[start : start + limit]
    more = start + limit < len(rows)
    return IncomingPage(
        quads=tuple(quad for _, quads in found for quad in quads),
        total=len(rows),
        after=found[-1][0] if found and more else "",
    )


def _count(quads: tuple[Quad, ...]) -> int:
    """Count the triples: one that two graphs hold is one."""
    return len({(quad.subject, quad.predicate) for quad in quads})
