"""A dataset that a reader can hold in mind, and the real one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from mgi_graph.publication.description import Describer
from mgi_graph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix topic: <https://w3id.org/migov/vocab/topic/> .
@prefix xy: <https://w3id.org/migov/id/xy/> .
@prefix xyp: <https://w3id.org/migov/id/xy/mgi-2021/passage/> .
@prefix graph: <https://w3id.org/migov/graph/> .
"""
TINY = """
GRAPH <https://w3id.org/migov/graph/data/xy/instruments> {
    xy:law-1 a migov:LegalInstrument ;
        skos:prefLabel "Law 1"@en , "Loi 1"@fr ;
        migov:adoptionYear 1996 ;
        migov:topic topic:work ;
        migov:hasEvidence xyp:1.2p1s1 .
}
GRAPH <https://w3id.org/migov/graph/data/xy/findings> {
    xy:finding-1 rdfs:label "Law 1 limits work."@en ; migov:citesInstrument xy:law-1 .
    xy:finding-2 migov:citesInstrument xy:law-1 ; migov:restsOn xy:law-1 .
}
GRAPH <https://w3id.org/migov/graph/data/xy/repeated> { xy:finding-2 migov:restsOn xy:law-1 . }
GRAPH <https://w3id.org/migov/graph/data/xy/passages> {
    xyp:1.2p1s1 a migov:Passage ; migov:locator "1.2p1s1" ; migov:earliestPage 12 ; migov:latestPage 13 ;
        migov:inProfile xy:mgi-2021 ; migov:sentenceNumber 1 .
    xy:mgi-2021 skos:prefLabel "Profile 2021"@en .
}
GRAPH <https://w3id.org/migov/graph/data/vocab/topic> { topic:work skos:prefLabel "work"@en . }
GRAPH <https://w3id.org/migov/graph/ontology/instrument> {
    migov:LegalInstrument a owl:Class ; rdfs:label "legal instrument"@en ;
        rdfs:subClassOf [ a owl:Restriction ; owl:onProperty migov:topic ; owl:someValuesFrom _:some ] .
    _:some owl:unionOf ( migov:A migov:B ) .
    migov:topic rdfs:label "topic"@en .
}
GRAPH <https://w3id.org/migov/graph/inferred> {
    xy:law-1 a migov:Instrument , _:some .
    xy:finding-1 migov:cites xy:law-1 .
}
"""


def open_trig(text: str) -> EmbeddedStore:
    """Open a dataset written as TriG."""
    store = ox.Store()
    store.load(PREFIXES + text, ox.RdfFormat.TRIG)
    return EmbeddedStore(store, hashlib.sha256(text.encode()).hexdigest())


@pytest.fixture(scope="session")
def trig() -> Callable[[str], EmbeddedStore]:
    """Open a dataset of one's own."""
    return open_trig


@pytest.fixture(scope="session")
def tiny() -> EmbeddedStore:
    """One law, what is said of it, and what points at it."""
    return open_trig(TINY)


@pytest.fixture(scope="session")
def describer(store: EmbeddedStore) -> Describer:
    """Describe the things of the real dataset."""
    return Describer(store)
