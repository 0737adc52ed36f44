"""Turn Turtle files into one dataset with a named graph per file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from mgi_graph.namespaces import GRAPH
from mgi_graph.turtle.blank import canonical
from mgi_graph.turtle.read import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from mgi_graph.build.sources import SourceFile

#: What is replaced where the name of a file becomes part of a blank node's label.
_NO_LABEL: Final = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGraph:
    """The triples of one file, and the graph that holds them."""

    file: str
    graph: NamedNode
    triples: tuple[Triple, ...]

    def quads(self) -> list[Quad]:
        """Put the triples into their graph."""
        return [Quad(triple.subject, triple.predicate, triple.object, self.graph) for triple in self.triples]


def assemble(files: Iterable[SourceFile]) -> tuple[FileGraph, ...]:
    """Parse the files, each into the graph of its name.

    Raises :class:`TurtleSyntaxError` for the first file that is malformed.
    """
    return tuple(_graph(file) for file in files)


def graph_of(name: str) -> NamedNode:
    """Return the graph of a file: the path without its suffix, under the base of graphs.

    >>> graph_of("data/xy/sources.ttl").value
    'https://w3id.org/migov/graph/data/xy/sources'
    """
    return NamedNode(GRAPH + name.removesuffix(".ttl"))


def to_lines(quads: Iterable[Quad]) -> bytes:
    """Write quads as canonical N-Quads, sorted by code point, each once (RDF 1.1 N-Quads §3).

    >>> to_lines([])
    b''
    """
    text = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS)
    return b"".join(sorted(set(text.splitlines(keepends=True)))) if text else b""


def _graph(file: SourceFile) -> FileGraph:
    scope = _NO_LABEL.sub("-", file.name.removesuffix(".ttl"))
    triples = canonical(parse(file.data, file.name), f"{scope}-")
    return FileGraph(file=file.name, graph=graph_of(file.name), triples=triples)
