"""Readers that are not ours, and what a document says by each of them."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from pyld import jsonld  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mgi_graph.publication.context import Context

OXIGRAPH = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
RDFLIB = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml", "nt": "nt", "nq": "nquads", "trig": "trig"}


def canonical(quads: Iterable[ox.Quad]) -> str:
    """Return quads with canonical blank nodes: the same text means isomorphic."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


def expected(statements: Iterable[ox.Quad | ox.Triple], *, has_graphs: bool) -> str:
    """Return what a document of these statements ought to say."""
    quads = [each if isinstance(each, ox.Quad) else ox.Quad(*each) for each in statements]
    return canonical(quads if has_graphs else (ox.Quad(*quad.triple) for quad in quads))


def inlined(data: bytes, context: Context) -> bytes:
    """Put the context in the place of its address, for readers that cannot be told where it is."""
    document = json.loads(data)
    assert document["@context"] == context.iri
    return json.dumps(document | json.loads(context.text)).encode()


def by_oxigraph(data: bytes, suffix: str, context: Context) -> str:
    """Read with Oxigraph."""
    return canonical(ox.parse(inlined(data, context) if suffix == "jsonld" else data, OXIGRAPH[suffix]))


def by_rdflib(data: bytes, suffix: str, context: Context) -> str:
    """Read with rdflib."""
    import rdflib

    dataset = rdflib.Dataset()
    with warnings.catch_warnings():  # rdflib warns of its own use of what it will remove
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=inlined(data, context) if suffix == "jsonld" else data, format=RDFLIB[suffix])
        lines = dataset.serialize(format="nquads")
    return canonical(ox.parse(lines.replace("<urn:x-rdflib:default> .", "."), ox.RdfFormat.N_QUADS))


def by_pyld(data: bytes, context: Context) -> str:
    """Read JSON-LD with the reference processor of the JSON-LD group."""
    lines = jsonld.to_rdf(json.loads(data), {"documentLoader": loader(context), "format": "application/n-quads"})
    return canonical(ox.parse(lines, ox.RdfFormat.N_QUADS))


def loader(context: Context) -> Callable[[str, object], dict[str, Any]]:
    """Serve the context, and nothing else."""

    def load(url: str, _: object) -> dict[str, Any]:
        assert url == context.iri
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": context.text.decode(),
        }

    return load
