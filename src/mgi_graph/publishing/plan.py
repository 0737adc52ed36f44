"""What is to stand on an engine: each graph as sorted N-Triples, cut into the same pieces every time.

The dataset may be larger than memory: a plan knows where in the file the lines of each graph begin, and reads one graph
at a time.
"""

from __future__ import annotations

import hashlib
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import BuildError
from mgi_graph.namespaces import GRAPH
from mgi_graph.store.answers import read_triples
from mgi_graph.store.dialect import STANDARD
from mgi_graph.store.published import STAGING, Published
from mgi_graph.store.skolem import line_to_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import pyoxigraph as ox

    from mgi_graph.store.dialect import Dialect

#: Lines that are parsed at once: their terms take some ten times the room of the text.
PARSED: Final = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A graph: its IRI, where it is put together, how many triples it has, and where they are in the file.

    ``digest`` is the SHA-256 of its triples as the embedded store writes them.
    """

    graph: str
    staging: str
    count: int
    digest: str
    lines: Lines = field(repr=False)

    def triples(self) -> tuple[bytes, ...]:
        """Read the triples from the file as they are sent: each once, sorted."""
        found = self.lines.triples()
        if len(found) != self.count:
            raise BuildError("the file of the dataset has changed while it was sent: push again")
        return found

    def pieces(self, dialect: Dialect, done: int = 0) -> Iterator[Sequence[bytes]]:
        """Cut the triples into requests; pieces that ``done`` triples on the engine account for are left out."""
        return cut(self.triples(), dialect, done) if done < self.count else iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A dataset ready to be sent."""

    published: Published
    parts: tuple[Part, ...]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the contents: of each graph's IRI and digest, in the order of the IRIs."""
        return self.published.content


class Lines:
    """The lines of one graph in a file of N-Quads, by the bytes at which they begin."""

    def __init__(self, path: Path) -> None:
        """Begin with no line."""
        self._path = path
        self.starts = array("Q")

    def triples(self) -> tuple[bytes, ...]:
        """Read the lines, without the graph, each once, sorted, with blank nodes as engines are given them."""
        with self._path.open("rb") as file:
            found = set()
            for start in self.starts:
                file.seek(start)
                found.add(line_to_engine(_split(file.readline())[0]) + b" .")
        return tuple(sorted(found))


def cut(lines: Sequence[bytes], dialect: Dialect, done: int = 0) -> Iterator[Sequence[bytes]]:
    """Cut statements into requests that an engine takes; pieces that ``done`` statements account for are left out."""
    start = 0
    while start < len(lines):
        end, size = start, 0
        while end < len(lines) and end - start < dialect.lines and size < dialect.bytes:
            size += len(lines[end])
            end += 1
        if end > done:
            yield lines[start:end]
        start = end


def make_plan(path: Path, digest: str, version: str) -> Plan:
    """Read the N-Quads of a build; raises :class:`BuildError` for a triple outside a graph.

    Blank nodes become IRIs (RDF 1.1 Concepts §3.5): labels are shared between graphs, and requests share none. The file
    is read again while the dataset is sent, so it must stay as it is.
    """
    graphs, union = _by_graph(path)
    staging = f"{STAGING}{digest[:16]}/"
    parts = tuple(_part(graph, staging, lines) for graph, lines in sorted(graphs.items()))
    counts = tuple((part.graph, part.count) for part in parts)
    content = digest_of({part.graph: part.digest for part in parts})
    published = Published(digest=digest, content=content, version=version, union=union, graphs=counts)
    return Plan(published=published, parts=parts)


def content_digest(triples: Iterable[ox.Triple]) -> str:
    """Return the SHA-256 of triples as the embedded store writes them: each once, sorted, one a line."""
    return digest_lines(sorted({f"{triple} ." for triple in triples}))


def digest_lines(lines: Iterable[str]) -> str:
    """Return the SHA-256 of lines, with a line feed between two of them."""
    digest = hashlib.sha256()
    for number, line in enumerate(lines):
        digest.update(f"\n{line}".encode() if number else line.encode())
    return digest.hexdigest()


def digest_of(parts: dict[str, str]) -> str:
    """Return the SHA-256 of the digests of graphs."""
    return digest_lines(f"{digest} {graph}" for graph, digest in sorted(parts.items()))


def _part(graph: str, staging: str, lines: Lines) -> Part:
    triples = lines.triples()
    return Part(
        graph=graph,
        staging=staging + graph.removeprefix(GRAPH),
        count=len(triples),
        digest=content_digest(_parsed(triples)),
        lines=lines,
    )


def _parsed(triples: Sequence[bytes]) -> Iterator[ox.Triple]:
    for start in range(0, len(triples), PARSED):
        yield from read_triples(b"\n".join(triples[start : start + PARSED]), STANDARD)


def _by_graph(path: Path) -> tuple[dict[str, Lines], int]:
    """Return where the lines of each graph are, and how many triples there are in the union of the graphs.

    The lines are sorted, so that the same triple in two graphs stands in two lines after each other.
    """
    graphs: dict[bytes, Lines] = {}
    start = union = 0
    before = b""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            triple, graph = _split(line)
            if not (graph.startswith(b"<") and graph.endswith(b">")) or triple.count(b" ") < 2:
                raise BuildError(f"line {number} of the dataset is no quad with an IRI as its graph")
            if graph not in graphs:
                graphs[graph] = Lines(path)
            graphs[graph].starts.append(start)
            start += len(line)
            union += triple != before
            before = triple
    return {graph[1:-1].decode(): lines for graph, lines in graphs.items()}, union


def _split(line: bytes) -> tuple[bytes, bytes]:
    """Split a line of N-Quads into its triple and its graph."""
    triple, _, graph = line.rstrip(b" .\n").rpartition(b" ")
    return triple, graph
