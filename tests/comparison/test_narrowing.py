"""Removing or narrowing a term without deprecation is noticed, each way by itself; widening is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from mgi_graph.comparison.narrowing import find_breaches
from mgi_graph.comparison.structure import structured
from mgi_graph.comparison.term import read_terms
from mgi_graph.comparison.view import View

if TYPE_CHECKING:
    from mgi_graph.comparison.term import Term

PREFIXES = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix topic: <https://w3id.org/migov/vocab/topic/> .
"""
BASE = """
migov:A a owl:Class . migov:B a owl:Class . migov:C a owl:Class ; rdfs:subClassOf migov:A .
migov:D a owl:Class ; rdfs:subClassOf migov:C . migov:p a owl:ObjectProperty . migov:q a owl:ObjectProperty ;
rdfs:domain migov:C ; rdfs:range migov:C . migov:n a owl:DatatypeProperty ; rdfs:range xsd:integer .
topic:t a skos:Concept ; skos:inScheme <https://w3id.org/migov/vocab/topic> .
"""


def terms(text: str) -> dict[str, Term]:
    triples = [quad.triple for quad in ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE)]
    return read_terms(View(structured(triples)))


def breaches(change: tuple[str, str], base: str = BASE) -> list[tuple[str, str]]:
    """Say what breaks where one text takes the place of another."""
    assert change[0] in base
    new = base.replace(*change) if change[0] else base + change[1]
    return [(breach.term, breach.message) for breach in find_breaches(terms(base), terms(new))]


@pytest.mark.parametrize(
    ("change", "term", "words"),
    [
        (("migov:B a owl:Class .", ""), "migov:B", "the class is gone"),
        (("migov:B a owl:Class", "migov:B a owl:ObjectProperty"), "migov:B", "it was of the kind class"),
        (("", "migov:p rdfs:domain migov:A ."), "migov:p", "its domain was open and is migov:A"),
        (("rdfs:domain migov:C", "rdfs:domain migov:D"), "migov:q", "its domain was migov:C and is migov:D"),
        (("rdfs:range migov:C", "rdfs:range migov:B"), "migov:q", "its range was migov:C and is migov:B"),
        (("xsd:integer", "xsd:nonNegativeInteger"), "migov:n", "its range was xsd:integer"),
        (("", "migov:B rdfs:subClassOf migov:A ."), "migov:B", "it stands under migov:A now"),
        (("", "migov:B rdfs:subClassOf [ a owl:Restriction ; owl:onProperty migov:p ; owl:minCardinality 1 ] ."),
         "migov:B", "it stands under migov:p min 1 now"),
        (("migov:C a owl:Class ; rdfs:subClassOf migov:A", "migov:C a owl:Class"),
         "migov:C", "it no longer stands under migov:A"),
        (("", "migov:A owl:equivalentClass migov:B ."), "migov:A", "it was equivalent to nothing"),
        (("", "migov:A owl:disjointWith migov:B ."), "migov:A", "it shares nothing with migov:B any more"),
        (("", "[] a owl:AllDisjointClasses ; owl:members ( migov:A migov:B ) ."),
         "migov:B", "it shares nothing with migov:A"),
        (("", "migov:p a owl:FunctionalProperty ."), "migov:p", "it has become owl:FunctionalProperty"),
        (("", "migov:p a owl:IrreflexiveProperty ."), "migov:p", "it has become owl:IrreflexiveProperty"),
        (("skos:inScheme <https://w3id.org/migov/vocab/topic>", "skos:note 'x'"), "topic:t", "it has left the scheme"),
    ],
)  # fmt: skip
def test_a_term_that_is_gone_or_narrower_is_told(change: tuple[str, str], term: str, words: str) -> None:
    found = breaches(change)
    assert any(name == term and message.startswith(words) for name, message in found), found


@pytest.mark.parametrize(
    "change",
    [
        ("", "migov:New a owl:Class ; rdfs:subClassOf migov:A ; owl:disjointWith migov:B ."),
        ("rdfs:domain migov:C", "rdfs:domain migov:A"),
        ("rdfs:domain migov:C ;", ""),
        ("rdfs:range migov:C", "rdfs:range [ owl:unionOf ( migov:C migov:B ) ]"),
        ("xsd:integer", "xsd:decimal"),
        ("", "migov:q rdfs:domain migov:A ."),
        ("migov:D a owl:Class ; rdfs:subClassOf migov:C", "migov:D a owl:Class ; rdfs:subClassOf migov:C , migov:A"),
        ("migov:D a owl:Class ; rdfs:subClassOf migov:C",
         "migov:New a owl:Class ; rdfs:subClassOf migov:C . migov:D a owl:Class ; rdfs:subClassOf migov:New"),
        ("", "migov:p a owl:TransitiveProperty ; rdfs:label 'p' ; skos:definition 'd' ."),
    ],
)  # fmt: skip
def test_a_term_that_is_new_or_wider_breaks_nothing(change: tuple[str, str]) -> None:
    assert breaches(change) == []


def test_a_range_of_alternatives_is_narrowed_when_one_goes() -> None:
    base = BASE.replace("rdfs:range migov:C", "rdfs:range [ owl:unionOf ( migov:C migov:B ) ]")
    (found,) = breaches(("( migov:C migov:B )", "( migov:C )"), base)
    assert found == ("migov:q", "its range was migov:B or migov:C and is migov:C")


def test_a_disjointness_that_followed_before_is_no_news() -> None:
    base = BASE + "migov:A owl:disjointWith migov:B ."
    assert breaches(("", "migov:C owl:disjointWith migov:B ."), base) == []


def test_what_was_deprecated_may_go_and_what_is_may_be_narrowed() -> None:
    deprecated = "migov:B owl:deprecated true ; dcterms:isReplacedBy migov:A ."
    old, new = terms(BASE + deprecated), terms(BASE.replace("migov:B a owl:Class .", ""))
    assert find_breaches(old, new) == ()
    assert breaches(("", deprecated + "migov:B rdfs:subClassOf migov:A .")) == []


def test_a_term_of_one_country_binds_nobody_else() -> None:
    national = "<https://w3id.org/migov/vocab/xy-instrument-type/kram> a skos:Concept ."
    assert find_breaches(terms(BASE + national), terms(BASE)) == ()
