"""A tiny project that a test may change as it likes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from mgi_graph.build import cache
from mgi_graph.project import Project

if TYPE_CHECKING:
    from pathlib import Path

ONTOLOGY = """# The ontology of the tests.
# Made up.

@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

@prefix migov: <https://w3id.org/migov/ontology#> .

<https://w3id.org/migov/ontology>
    a owl:Ontology ;
    sh:declare [
        sh:prefix "migov" ;
        sh:namespace "https://w3id.org/migov/ontology#"^^xsd:anyURI
    ] .

migov:Ministry
    a owl:Class ;
    rdfs:subClassOf migov:Body .

migov:Body
    a owl:Class .

migov:parentBody
    a owl:ObjectProperty .

migov:rank
    a owl:DatatypeProperty .
"""
DATA = """# The bodies of a made-up country.
# Made up.

@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .

xy:ministry-of-works
    a migov:Ministry ;
    migov:rank 1 .

xy:road-office
    a migov:Body ;
    migov:parentBody xy:ministry-of-works .
"""
SHAPES = """# Bodies.
# Made up.

@prefix sh: <http://www.w3.org/ns/shacl#> .

@prefix mgish: <https://w3id.org/migov/shapes#> .
@prefix migov: <https://w3id.org/migov/ontology#> .

mgish:BodyShape
    a sh:NodeShape ;
    sh:targetClass migov:Body ;
    sh:property mgish:BodyShape-rank ;
    sh:sparql mgish:BodyShape-parent .

mgish:BodyShape-rank
    a sh:PropertyShape ;
    sh:path migov:rank ;
    sh:maxInclusive 9 ;
    sh:message "A rank is at most 9."@en .

mgish:BodyShape-parent
    a sh:SPARQLConstraint ;
    sh:message "A body is not above itself."@en ;
    sh:prefixes <https://w3id.org/migov/ontology> ;
    sh:select "SELECT $this WHERE { $this migov:parentBody $this }" .
"""


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of two bodies, one ontology and one shape, with a cache of its own."""
    root = tmp_path / "project"
    for name, text in (("ontology/a.ttl", ONTOLOGY), ("data/xy/bodies.ttl", DATA), ("shapes/body.ttl", SHAPES)):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "queries").mkdir()
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path / "cache"))
    assert os.environ[cache.ENVIRONMENT]
    return Project(root=root)
