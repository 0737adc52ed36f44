"""Concepts and their schemes; the terms of the ontology."""

from __future__ import annotations

from typing import Final

from mgi_graph.server.pages.kinds.model import Kind, findings, links, table

_OF_FINDINGS: Final = "|".join(
    f"^migov:{name}"
    for name in (
        "topic",
        "targetGroup",
        "measureKind",
        "polarity",
        "realization",
        "assessmentArea",
        "deonticModality",
        "protectedGround",
    )
)
_TERM: Final = (
    ("Label", "rdfs:label"),
    ("Under", "rdfs:subClassOf|rdfs:subPropertyOf"),
    ("Of", "rdfs:domain"),
    ("To", "rdfs:range"),
    ("Status", "vs:term_status"),
    ("Replaced by", "dcterms:isReplacedBy"),
)

KINDS: Final = (
    Kind(
        of="skos:ConceptScheme",
        crumb=("/topics", "Topics and other vocabularies"),
        facts=(("Creator", "dcterms:creator"), ("Licence", "dcterms:license")),
        sections=(
            table(
                "Concepts",
                "^skos:inScheme",
                ("Concept", "."),
                ("Definition", "skos:definition"),
                ("Under", "skos:broader"),
                most=500,
            ),
        ),
    ),
    Kind(
        of="skos:Concept",
        crumb=("/topics", "Topics and other vocabularies"),
        texts=("skos:definition", "skos:scopeNote", "dcterms:description"),
        facts=(
            ("Under", "skos:broader"),
            ("Above", "^skos:broader"),
            ("Related", "skos:related"),
            ("Sign", "skos:notation"),
            ("Example", "skos:example"),
            ("In the domain", "migov:inDomain"),
            ("Scheme", "skos:inScheme"),
        ),
        sections=(
            findings("Findings", _OF_FINDINGS),
            links("Instruments", "^migov:topic|^migov:instrumentKind|^migov:agreementKind", of="migov:Instrument"),
            links("Bodies", "^migov:topic", of="migov:Agent"),
            table("Mandates", "^migov:topic", ("Mandate", "."), ("Body", "migov:mandateHolder"), of="migov:Mandate"),
            links("Arrangements", "^migov:topic|^migov:coversGroup", of="migov:Arrangement"),
            links("Events", "^migov:topic", of="migov:Event"),
            links("National types", "^migov:matchesKind"),
            links("Numbers", "^migov:quantityKind|^migov:comparator|^migov:appliesTo", of="migov:Quantity"),
            links("Listed items of this kind", "^migov:componentKind"),
            links("Discrepancies", "^migov:discrepancyKind"),
            links("Memberships", "^org:role"),
            links("Parties", "^migov:partyRole"),
            links("Changes", "^migov:changeKind|^migov:expectedKind"),
        ),
    ),
    Kind(
        of="owl:Class",
        crumb=("/ontology", "Ontology"),
        texts=("skos:definition", "skos:scopeNote"),
        facts=(*_TERM, ("Above", "^rdfs:subClassOf"), ("Carries", "^rdfs:domain"), ("Is value of", "^rdfs:range")),
        sections=(links("Members", "^rdf:type"),),
    ),
    Kind(
        of="rdf:Property",
        crumb=("/ontology", "Ontology"),
        texts=("skos:definition", "skos:scopeNote"),
        facts=(*_TERM, ("Above", "^rdfs:subPropertyOf")),
    ),
)
