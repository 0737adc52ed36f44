"""TriG: the blocks of the house's Turtle, each in the graph that states it (RDF 1.1 TriG)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mgi_graph.publication.blocks import block
from mgi_graph.publication.grouping import group, subjects
from mgi_graph.publication.quads import labelled, quads_of
from mgi_graph.publication.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from mgi_graph.publication.grouping import Statement


def write_trig(statements: Iterable[Statement], *, first: str | None = None, relabel: bool = True) -> bytes:
    """Write statements by graph: the default graph first, then the named ones by IRI.

    Blank nodes are written by label, never inside another: their scope is the document, not one graph. ``relabel``
    gives them canonical labels; without it they keep the ones that they have.
    """
    of: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in labelled(statements) if relabel else quads_of(statements):
        of[str(quad.graph_name) if isinstance(quad.graph_name, NamedNode) else ""].append(quad)
    spelling = Spelling()
    parts = [_graph(name, of[name], spelling, first) for name in sorted(of)]
    head = spelling.head()
    return "\n".join([head, *parts] if head else parts).encode()


def _graph(name: str, quads: list[Quad], spelling: Spelling, first: str | None) -> str:
    groups = group(quads)
    indent = "    " if name else ""
    blocks = [
        block(indent + spelling.term(node), groups[node], spelling, f"{indent}    ") for node in subjects(groups, first)
    ]
    return f"GRAPH {name} {{\n" + "\n".join(blocks) + "}\n" if name else "\n".join(blocks)
