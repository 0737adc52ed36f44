"""What the endpoint is and can (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD
from mgi_graph.publication.context import Context
from mgi_graph.publication.writing import write
from mgi_graph.server.settings import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_graph.server.address import Address
    from mgi_graph.server.settings import Settings
    from mgi_graph.store.protocol import Store

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
_A: Final = ox.NamedNode(f"{STANDARD['rdf']}type")
_COMMENT: Final = ox.NamedNode(f"{STANDARD['rdfs']}comment")
_SEE_ALSO: Final = ox.NamedNode(f"{STANDARD['rdfs']}seeAlso")
_TRIPLES: Final = ox.NamedNode(f"{STANDARD['void']}triples")
_INTEGER: Final = ox.NamedNode(f"{STANDARD['xsd']}integer")
_RESULTS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "JSON-LD", "RDF_XML", "N-Triples", "N-Quads", "TriG"),
)
_UNION: Final = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_PREFIXES: Final = {"rdfs": STANDARD["rdfs"], "ssd": SD, "void": STANDARD["void"], "formats": FORMATS}
#: For JSON-LD in full: the published context has no words for services.
_NO_CONTEXT: Final = Context(version="", terms=(), by_iri={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How many triples the union of all graphs has, and the IRIs of the graphs. VoID says how much is in each."""

    union: int
    graphs: tuple[str, ...]


def read_holdings(store: Store) -> Holdings:
    """Read what a dataset holds; it takes some tens of milliseconds."""
    count = store.select(_UNION).rows[0][0]
    assert isinstance(count, ox.Literal)
    return Holdings(union=int(count.value), graphs=tuple(sorted(store.graph_names())))


def description(holdings: Holdings, settings: Settings, address: Address) -> Iterator[ox.Triple]:
    """Yield what is said of the service; its endpoint is at the address by which the request came."""
    service = ox.NamedNode(address.url("/sparql"))
    yield ox.Triple(service, _A, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    if settings.services:
        yield ox.Triple(service, _sd("feature"), _sd("BasicFederatedQuery"))
    for name in _RESULTS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(FORMATS + name))
    yield ox.Triple(service, _COMMENT, ox.Literal(limits(settings), language="en"))
    yield from _dataset(holdings, service, address)


def limits(settings: Settings) -> str:
    """Say in words what bounds a query."""
    services = f"SERVICE may ask {', '.join(settings.services)}" if settings.services else "SERVICE is refused"
    return (
        f"Read-only. A query has {settings.query_seconds:g} seconds, waiting included; while others wait, a long one "
        f"may be stopped earlier. An answer has at most {settings.query_rows:,} rows or triples and "
        f"{settings.query_bytes // MEGABYTE:,} MB; beyond that it is an error, never a part of the answer. "
        f"{services}; graphs from elsewhere are refused."
    )


def written(triples: Iterable[ox.Triple], suffix: str) -> bytes:
    """Write the description in the syntax of a suffix: Turtle in short, for clients that read only so much of it."""
    ordered = sorted(triples, key=str)
    if suffix == "jsonld":
        return ox.serialize(ordered, format=ox.RdfFormat.JSON_LD) or b""
    if suffix != "ttl":
        return write(ordered, suffix, _NO_CONTEXT)
    text = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES) or b""
    lines = text.splitlines(keepends=True)
    head = len(_PREFIXES)
    return b"".join((*sorted(lines[:head]), *lines[head:]))  # the engine declares prefixes in no order


def _dataset(holdings: Holdings, service: ox.NamedNode, address: Address) -> Iterator[ox.Triple]:
    dataset, union = ox.BlankNode("dataset"), ox.BlankNode("union")
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _A, _sd("Dataset"))
    yield ox.Triple(dataset, _SEE_ALSO, ox.NamedNode(address.url("/.well-known/void")))
    yield ox.Triple(dataset, _sd("defaultGraph"), union)
    yield ox.Triple(union, _A, _sd("Graph"))
    yield ox.Triple(union, _TRIPLES, ox.Literal(str(holdings.union), datatype=_INTEGER))
    for index, name in enumerate(holdings.graphs):
        named = ox.BlankNode(f"g{index}")
        yield ox.Triple(dataset, _sd("namedGraph"), named)
        yield ox.Triple(named, _A, _sd("NamedGraph"))
        yield ox.Triple(named, _sd("name"), ox.NamedNode(name))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
