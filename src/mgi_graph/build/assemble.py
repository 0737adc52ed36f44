"""Turn Turtle files into one dataset with a named graph per file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import NamedNode

from mgi_graph.namespaces import GRAPH
from mgi_graph.turtle.blank import canonical
from mgi_graph.turtle.read import decode, reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from mgi_graph.build.sources import SourceFile
    from mgi_graph.turtle.read import Reading

#: What is replaced where the name of a file becomes part of a blank node's label.
_NO_LABEL: Final = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGraph:
    """The triples of one file under canonical labels, the graph that holds them, and how the file was read."""

    reading: Reading
    graph: NamedNode
    triples: tuple[Triple, ...]


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


def to_lines(graphs: Iterable[tuple[NamedNode, Iterable[Triple]]]) -> bytes:
    """Write named graphs as canonical N-Quads, sorted by code point, each once (RDF 1.1 N-Quads §3).

    The engine writes triples, and the graph is put before the end of each line: no literal holds a
    line break. That costs a third of making quads.

    >>> to_lines([])
    b''
    """
    lines: set[bytes] = set()
    for graph, triples in graphs:
        text = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
        lines.update(text.replace(b" .\n", f" {graph} .\n".encode()).splitlines(keepends=True))
    return b"".join(sorted(lines))


def _graph(file: SourceFile) -> FileGraph:
    scope = _NO_LABEL.sub("-", file.name.removesuffix(".ttl")).strip("-")  # a label begins with no hyphen
    read = reading(decode(file.data, file.name), file.name)
    return FileGraph(reading=read, graph=graph_of(file.name), triples=canonical(read.triples, f"{scope}-"))
