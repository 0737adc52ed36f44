"""What is to stand on an engine: each graph as sorted N-Triples, cut into the same pieces every time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mgi_graph.errors import BuildError
from mgi_graph.namespaces import GRAPH
from mgi_graph.store.answers import read_triples
from mgi_graph.store.dialect import STANDARD
from mgi_graph.store.published import STAGING, Published
from mgi_graph.store.skolem import line_to_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pyoxigraph as ox

    from mgi_graph.store.dialect import Dialect


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A graph: its IRI, where it is put together, and its triples as they are sent, each once, sorted.

    ``digest`` is the SHA-256 of its triples as the embedded store writes them.
    """

    graph: str
    staging: str
    triples: tuple[bytes, ...]
    digest: str

    def pieces(self, dialect: Dialect, done: int = 0) -> Iterator[tuple[bytes, ...]]:
        """Cut the triples into requests; pieces that ``done`` triples on the engine account for are left out."""
        start = 0
        while start < len(self.triples):
            end, size = start, 0
            while end < len(self.triples) and end - start < dialect.lines and size < dialect.bytes:
                size += len(self.triples[end])
                end += 1
            if end > done:
                yield self.triples[start:end]
            start = end


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A dataset ready to be sent."""

    published: Published
    parts: tuple[Part, ...]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the contents: of each graph's IRI and digest, in the order of the IRIs."""
        return self.published.content


def make_plan(path: Path, digest: str, version: str) -> Plan:
    """Read the N-Quads of a build; raises :class:`BuildError` for a triple outside a graph.

    Blank nodes become IRIs (RDF 1.1 Concepts §3.5): labels are shared between graphs, and requests share none.
    """
    graphs = _by_graph(path)
    staging = f"{STAGING}{digest[:16]}/"
    parts = tuple(_part(graph, staging, lines) for graph, lines in sorted(graphs.items()))
    union = len(set().union(*graphs.values()))
    counts = tuple((part.graph, len(part.triples)) for part in parts)
    content = digest_of({part.graph: part.digest for part in parts})
    published = Published(digest=digest, content=content, version=version, union=union, graphs=counts)
    return Plan(published=published, parts=parts)


def content_digest(triples: Iterable[ox.Triple]) -> str:
    """Return the SHA-256 of triples as the embedded store writes them: each once, sorted, one a line."""
    return digest_lines(sorted({f"{triple} ." for triple in triples}))


def digest_lines(lines: list[str]) -> str:
    """Return the SHA-256 of lines."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def digest_of(parts: dict[str, str]) -> str:
    """Return the SHA-256 of the digests of graphs."""
    return digest_lines([f"{digest} {graph}" for graph, digest in sorted(parts.items())])


def _part(graph: str, staging: str, lines: set[bytes]) -> Part:
    triples = tuple(sorted(line_to_engine(line) + b" ." for line in lines))
    return Part(
        graph=graph,
        staging=staging + graph.removeprefix(GRAPH),
        triples=triples,
        digest=content_digest(read_triples(b"\n".join(triples), STANDARD)),
    )


def _by_graph(path: Path) -> dict[str, set[bytes]]:
    graphs: dict[str, set[bytes]] = {}
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            triple, _, rest = line.rstrip(b" .\n").rpartition(b" ")
            if not (rest.startswith(b"<") and rest.endswith(b">")) or triple.count(b" ") < 2:
                raise BuildError(f"line {number} of the dataset is no quad with an IRI as its graph")
            graphs.setdefault(rest[1:-1].decode(), set()).add(triple)
    return graphs
