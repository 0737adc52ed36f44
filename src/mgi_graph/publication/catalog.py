"""The dataset described for catalogues in DCAT 3: what it is, whose, under which licence, from what, and where it is.

What the graph says of itself is read from it; addresses of a server are arguments; nothing is dated by a clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from mgi_graph.namespaces import INFERRED_GRAPH, ONTOLOGY, expand
from mgi_graph.publication.assertion import link, say, typed
from mgi_graph.publication.void import DATASET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_graph.project import Project
    from mgi_graph.publication.dump import Dump
    from mgi_graph.store.protocol import Store

#: As CITATION.cff has them.
TITLE: Final = "mgi-graph: migration law and policy as a knowledge graph"
DESCRIPTION: Final = (
    "OWL ontology, RDF data, SHACL shapes and saved SPARQL queries that describe how countries govern migration, every "
    "statement tied to the passage of the Migration Governance Indicators profile that it rests on."
)
RIGHTS: Final = "The licence is that of the graph; the profiles and records that it is derived from keep their own."
CATALOG: Final = f"{DATASET}#catalog"
SERVICE: Final = f"{DATASET}#sparql"
#: Where IANA has them.
MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_PROTOCOL: Final = "https://www.w3.org/TR/sparql11-protocol/"
#: What the header of the ontology says that holds for the dataset too: they carry one number.
_SHARED: Final = ("dcterms:creator", "dcterms:publisher", "dcterms:license", "dcterms:issued", "owl:versionInfo")
#: What is told of a record that the dataset is derived from.
_TOLD: Final = (
    *("dcterms:title", "dcterms:license", "dcterms:publisher", "dcterms:bibliographicCitation"),
    *("skos:prefLabel", "foaf:name"),
)
_RELEASE: Final = re.compile(r"\d+\.\d+\.\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where a server offers the dataset: absolute URLs; ``dumps`` is the folder of the files, with its slash."""

    home: str
    sparql: str
    void: str
    dumps: str


def describe_catalog(store: Store, addresses: Addresses, dumps: Iterable[Dump], previous: str = "") -> Iterator[Triple]:
    """Describe the dataset, its distributions and its endpoint (DCAT 3 §6.4, §6.7, §6.8).

    ``previous`` is the version of the ontology that was released before this one, where there is one.
    """
    yield link(DATASET, "rdf:type", "dcat:Dataset")
    yield from _titled(DATASET)
    yield say(DATASET, "dcterms:description", DESCRIPTION, "en")
    yield say(DATASET, "dcterms:rights", RIGHTS, "en")
    yield say(DATASET, "dcterms:identifier", f"sha256:{store.digest}")
    yield link(DATASET, "dcat:landingPage", addresses.home)
    yield from _shared(store)
    yield from _derived(store)
    yield from _offered(addresses)
    licences = [quad.object for quad in store.quads(NamedNode(ONTOLOGY), _node("dcterms:license"))]
    for dump in dumps:
        yield from _distribution(dump, f"{addresses.dumps}{dump.name}")
        yield from (Triple(NamedNode(_part(dump)), _node("dcterms:license"), licence) for licence in licences)
    if previous:
        yield link(ONTOLOGY, "dcat:previousVersion", f"{ONTOLOGY}/{previous}")


def previous_release(project: Project, version: str) -> str:
    """Return the latest release of the ontology before a version, by the lists that releases leave; else nothing."""
    known = [path.stem for path in project.files("ontology/releases", ".tsv") if _RELEASE.fullmatch(path.stem)]
    return max((each for each in known if _number(each) < _number(version)), key=_number, default="")


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _titled(node: str) -> Iterator[Triple]:
    yield say(node, "dcterms:title", TITLE, "en")


def _shared(store: Store) -> Iterator[Triple]:
    for name in _SHARED:
        for quad in store.quads(NamedNode(ONTOLOGY), NamedNode(expand(name))):
            yield Triple(NamedNode(DATASET), quad.predicate, quad.object)
            if name == "owl:versionInfo" and isinstance(quad.object, Literal):
                yield say(DATASET, "dcat:version", quad.object.value)
            if name in {"dcterms:creator", "dcterms:publisher"} and isinstance(quad.object, NamedNode):
                yield from _told(store, quad.object)


def _derived(store: Store) -> Iterator[Triple]:
    """State what the dataset is derived from: the profiles and other records, with their own licences."""
    records = {quad.subject for quad in store.quads(None, _node("rdf:type"), _node("migov:Record"))}
    for record in records:
        if isinstance(record, NamedNode):
            yield link(DATASET, "prov:wasDerivedFrom", record.value)
            yield from _told(store, record)
    for quad in store.quads(None, _node("migov:assessedState")):
        if isinstance(quad.object, NamedNode):
            yield link(DATASET, "dcterms:spatial", quad.object.value)
            yield from _told(store, quad.object)


def _told(store: Store, thing: NamedNode) -> Iterator[Triple]:
    for name in _TOLD:
        yield from (
            quad.triple for quad in store.quads(thing, _node(name)) if quad.graph_name != NamedNode(INFERRED_GRAPH)
        )


def _offered(addresses: Addresses) -> Iterator[Triple]:
    yield link(DATASET, "void:sparqlEndpoint", addresses.sparql)
    yield link(SERVICE, "rdf:type", "dcat:DataService")
    yield say(SERVICE, "dcterms:title", f"SPARQL endpoint of {TITLE}", "en")
    yield link(SERVICE, "dcat:endpointURL", addresses.sparql)
    yield link(SERVICE, "dcat:endpointDescription", addresses.sparql)
    yield link(SERVICE, "dcat:servesDataset", DATASET)
    yield link(SERVICE, "dcterms:conformsTo", _PROTOCOL)
    yield link(CATALOG, "rdf:type", "dcat:Catalog")
    yield from _titled(CATALOG)
    yield say(CATALOG, "dcterms:description", DESCRIPTION, "en")
    yield link(CATALOG, "dcat:dataset", DATASET)
    yield link(CATALOG, "dcat:service", SERVICE)
    yield link(addresses.void, "rdf:type", "void:DatasetDescription")
    yield link(addresses.void, "foaf:primaryTopic", DATASET)


def _distribution(dump: Dump, url: str) -> Iterator[Triple]:
    node = _part(dump)
    yield link(dump.of, "dcat:distribution", node)
    if dump.of == DATASET:
        yield link(DATASET, "void:dataDump", url)
    yield link(node, "rdf:type", "dcat:Distribution")
    yield say(node, "dcterms:title", dump.name)
    yield link(node, "dcat:accessURL", url)
    yield link(node, "dcat:downloadURL", url)
    yield link(node, "dcat:mediaType", f"{MEDIA_TYPES}{dump.media_type}")
    if dump.encoding:
        yield link(node, "dcat:compressFormat", f"{MEDIA_TYPES}{dump.encoding}")
    yield typed(node, "dcat:byteSize", str(dump.size), "xsd:nonNegativeInteger")
    yield link(node, "spdx:checksum", f"{node}-sum")
    yield link(f"{node}-sum", "rdf:type", "spdx:Checksum")
    yield link(f"{node}-sum", "spdx:algorithm", "spdx:checksumAlgorithm_sha256")
    yield typed(f"{node}-sum", "spdx:checksumValue", dump.sha256, "xsd:hexBinary")


def _part(dump: Dump) -> str:
    return f"{DATASET}#{dump.name}"


def _node(name: str) -> NamedNode:
    return NamedNode(expand(name))
