"""What stands on an engine beside the dataset: the union of its graphs, and what was published and when it is whole.

Each query names its dataset to the engine (SPARQL 1.1 Protocol §2.1.4): its default graph is one graph that holds the
union, so that no engine needs to be told what its default graph is, nothing else on the engine is seen, and
neither is a dataset that is being written. The publication graph is written last: without it there is no dataset.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import GRAPH, STANDARD

if TYPE_CHECKING:
    from mgi_graph.store.protocol import Row

PUBLICATION: Final = f"{GRAPH}publication"
STAGING: Final = f"{GRAPH}publication/staging/"
#: Lists the graphs that a push has written or begun, so that those no longer wanted are found and dropped.
LEDGER: Final = f"{GRAPH}publication/ledger"
_IDENTIFIER: Final = f"{STANDARD['dcterms']}identifier"
_CONTENT: Final = f"{STANDARD['spdx']}checksumValue"
_VERSION: Final = f"{STANDARD['owl']}versionInfo"
_SUBSET: Final = f"{STANDARD['void']}subset"
_TRIPLES: Final = f"{STANDARD['void']}triples"
#: Asks for all that the publication graph says.
READ: Final = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{PUBLICATION}> {{ ?s ?p ?o }} }}"

#: Asks which dataset it tells of, and nothing else.
MARK: Final = f"SELECT ?digest WHERE {{ GRAPH <{PUBLICATION}> {{ <{PUBLICATION}> <{_IDENTIFIER}> ?digest }} }}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The dataset that an engine holds: the SHA-256 of its file, its version, and its graphs with their triples.

    ``content`` is the SHA-256 of what stands in the graphs, which whoever reads them can hold against it; ``union``
    counts the triples of all graphs, each once.
    """

    digest: str
    content: str
    version: str
    union: int
    graphs: tuple[tuple[str, int], ...]

    @property
    def union_graph(self) -> str:
        """Return the IRI of the graph that holds the union: each dataset has its own."""
        return union_of(self.digest)

    def statements(self) -> tuple[str, ...]:
        """Return what the publication graph says, as N-Triples."""
        facts = [
            f'<{PUBLICATION}> <{_IDENTIFIER}> "{self.digest}" .',
            f'<{PUBLICATION}> <{_CONTENT}> "{self.content}" .',
            f'<{PUBLICATION}> <{_VERSION}> "{self.version}" .',
            _counted(PUBLICATION, self.union),
        ]
        for graph, triples in self.graphs:
            facts += [f"<{PUBLICATION}> <{_SUBSET}> <{graph}> .", _counted(graph, triples)]
        return tuple(facts)


def union_of(digest: str) -> str:
    """Return the IRI of the graph for the union of a dataset."""
    return f"{PUBLICATION}/union/{digest[:16]}"


def read_published(rows: tuple[Row, ...]) -> Published | None:
    """Read the publication graph; ``None`` where it does not tell of a dataset."""
    said: dict[tuple[str, str], list[str]] = {}
    for subject, predicate, value in rows:
        assert isinstance(predicate, ox.NamedNode)
        assert isinstance(value, ox.NamedNode | ox.Literal)
        said.setdefault((getattr(subject, "value", ""), predicate.value), []).append(value.value)
    digest, union = said.get((PUBLICATION, _IDENTIFIER)), said.get((PUBLICATION, _TRIPLES))
    if not digest or not union:
        return None
    graphs = sorted(said.get((PUBLICATION, _SUBSET), ()))
    return Published(
        digest=digest[0],
        content=said.get((PUBLICATION, _CONTENT), [""])[0],
        version=said.get((PUBLICATION, _VERSION), [""])[0],
        union=int(union[0]),
        graphs=tuple((graph, int(said[graph, _TRIPLES][0])) for graph in graphs),
    )


def _counted(subject: str, triples: int) -> str:
    return f'<{subject}> <{_TRIPLES}> "{triples}"^^<{STANDARD["xsd"]}integer> .'
