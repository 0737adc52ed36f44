"""The OWL 2 RL/RDF rules, each on a graph of its own that a reader can hold in mind."""
# ruff: noqa: E501 - a small graph reads best on one line

from __future__ import annotations

from typing import Final

import pytest
from pyoxigraph import Quad, Store, Triple

from mgi_graph.build.infer import infer
from mgi_graph.build.oracle import closure
from mgi_graph.build.rule import inconsistency_rules, inference_rules
from mgi_graph.turtle.read import parse

PREFIXES: Final = """
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
#: Rules that owlrl gets wrong (see mgi_graph.build.oracle).
OWLRL_ERRS: Final = {"prp-key"}

#: Rule, what is given, and what it must add; where several rules lead there, the first is the one meant.
INFERENCES: Final = (
    ("eq-sym", "ex:a owl:sameAs ex:b .", "ex:b owl:sameAs ex:a ."),
    ("eq-trans", "ex:a owl:sameAs ex:b . ex:b owl:sameAs ex:c .", "ex:a owl:sameAs ex:c ."),
    ("eq-rep-s", "ex:a owl:sameAs ex:b ; ex:p ex:c .", "ex:b ex:p ex:c ."),
    ("eq-rep-p", "ex:p owl:sameAs ex:q . ex:a ex:p ex:c .", "ex:a ex:q ex:c ."),
    ("eq-rep-o", "ex:a owl:sameAs ex:b . ex:c ex:p ex:a .", "ex:c ex:p ex:b ."),
    ("prp-dom", "ex:p rdfs:domain ex:C . ex:a ex:p ex:b .", "ex:a a ex:C ."),
    ("prp-rng", "ex:p rdfs:range ex:C . ex:a ex:p ex:b .", "ex:b a ex:C ."),
    ("prp-fp", "ex:p a owl:FunctionalProperty . ex:a ex:p ex:b , ex:c .", "ex:b owl:sameAs ex:c ."),
    ("prp-ifp", "ex:p a owl:InverseFunctionalProperty . ex:a ex:p ex:c . ex:b ex:p ex:c .", "ex:a owl:sameAs ex:b ."),
    ("prp-symp", "ex:p a owl:SymmetricProperty . ex:a ex:p ex:b .", "ex:b ex:p ex:a ."),
    ("prp-trp", "ex:p a owl:TransitiveProperty . ex:a ex:p ex:b . ex:b ex:p ex:c .", "ex:a ex:p ex:c ."),
    ("prp-spo1", "ex:p rdfs:subPropertyOf ex:q . ex:a ex:p ex:b .", "ex:a ex:q ex:b ."),
    (
        "prp-spo2",
        "ex:two owl:propertyChainAxiom ( ex:p ex:q ) . ex:three owl:propertyChainAxiom ( ex:p ex:q ex:r ) . ex:a ex:p ex:b . ex:b ex:q ex:c . ex:c ex:r ex:d .",
        "ex:a ex:two ex:c ; ex:three ex:d .",
    ),
    ("prp-eqp1", "ex:p owl:equivalentProperty ex:q . ex:a ex:p ex:b .", "ex:a ex:q ex:b ."),
    ("prp-eqp2", "ex:p owl:equivalentProperty ex:q . ex:a ex:q ex:b .", "ex:a ex:p ex:b ."),
    ("prp-inv1", "ex:p owl:inverseOf ex:q . ex:a ex:p ex:b .", "ex:b ex:q ex:a ."),
    ("prp-inv2", "ex:p owl:inverseOf ex:q . ex:a ex:q ex:b .", "ex:b ex:p ex:a ."),
    (
        "prp-key",
        "ex:C owl:hasKey ( ex:p ex:q ) . ex:a a ex:C ; ex:p 1 ; ex:q 2 . ex:b a ex:C ; ex:p 1 ; ex:q 2 . ex:c a ex:C ; ex:p 1 ; ex:q 3 .",
        "ex:a owl:sameAs ex:b .",
    ),
    ("cls-int1", "ex:C owl:intersectionOf ( ex:A ex:B ) . ex:a a ex:A , ex:B .", "ex:a a ex:C ."),
    ("cls-int2", "ex:C owl:intersectionOf ( ex:A ex:B ) . ex:a a ex:C .", "ex:a a ex:A , ex:B ."),
    ("cls-uni", "ex:C owl:unionOf ( ex:A ex:B ) . ex:a a ex:B .", "ex:a a ex:C ."),
    (
        "cls-svf1",
        "ex:C owl:someValuesFrom ex:D ; owl:onProperty ex:p . ex:a ex:p ex:b . ex:b a ex:D .",
        "ex:a a ex:C .",
    ),
    ("cls-svf2", "ex:C owl:someValuesFrom owl:Thing ; owl:onProperty ex:p . ex:a ex:p ex:b .", "ex:a a ex:C ."),
    ("cls-avf", "ex:C owl:allValuesFrom ex:D ; owl:onProperty ex:p . ex:a a ex:C ; ex:p ex:b .", "ex:b a ex:D ."),
    ("cls-hv1", "ex:C owl:hasValue ex:v ; owl:onProperty ex:p . ex:a a ex:C .", "ex:a ex:p ex:v ."),
    ("cls-hv2", "ex:C owl:hasValue ex:v ; owl:onProperty ex:p . ex:a ex:p ex:v .", "ex:a a ex:C ."),
    (
        "cls-maxc2",
        'ex:C owl:maxCardinality "1"^^xsd:nonNegativeInteger ; owl:onProperty ex:p . ex:a a ex:C ; ex:p ex:b , ex:c .',
        "ex:b owl:sameAs ex:c .",
    ),
    (
        "cls-maxqc3",
        'ex:C owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onProperty ex:p ; owl:onClass ex:D . ex:a a ex:C ; ex:p ex:b , ex:c . ex:b a ex:D . ex:c a ex:D .',
        "ex:b owl:sameAs ex:c .",
    ),
    (
        "cls-maxqc4",
        'ex:C owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onProperty ex:p ; owl:onClass owl:Thing . ex:a a ex:C ; ex:p ex:b , ex:c .',
        "ex:b owl:sameAs ex:c .",
    ),
    ("cls-oo", "ex:C owl:oneOf ( ex:a ex:b ) .", "ex:a a ex:C . ex:b a ex:C ."),
    ("cax-sco", "ex:C rdfs:subClassOf ex:D . ex:a a ex:C .", "ex:a a ex:D ."),
    ("cax-eqc1", "ex:C owl:equivalentClass ex:D . ex:a a ex:C .", "ex:a a ex:D ."),
    ("cax-eqc2", "ex:C owl:equivalentClass ex:D . ex:a a ex:D .", "ex:a a ex:C ."),
    ("scm-sco", "ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:C .", "ex:A rdfs:subClassOf ex:C ."),
    ("scm-eqc1", "ex:A owl:equivalentClass ex:B .", "ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:A ."),
    ("scm-eqc2", "ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:A .", "ex:A owl:equivalentClass ex:B ."),
    ("scm-spo", "ex:p rdfs:subPropertyOf ex:q . ex:q rdfs:subPropertyOf ex:r .", "ex:p rdfs:subPropertyOf ex:r ."),
    ("scm-eqp1", "ex:p owl:equivalentProperty ex:q .", "ex:p rdfs:subPropertyOf ex:q . ex:q rdfs:subPropertyOf ex:p ."),
    ("scm-eqp2", "ex:p rdfs:subPropertyOf ex:q . ex:q rdfs:subPropertyOf ex:p .", "ex:p owl:equivalentProperty ex:q ."),
    ("scm-dom1", "ex:p rdfs:domain ex:A . ex:A rdfs:subClassOf ex:B .", "ex:p rdfs:domain ex:B ."),
    ("scm-dom2", "ex:q rdfs:domain ex:A . ex:p rdfs:subPropertyOf ex:q .", "ex:p rdfs:domain ex:A ."),
    ("scm-rng1", "ex:p rdfs:range ex:A . ex:A rdfs:subClassOf ex:B .", "ex:p rdfs:range ex:B ."),
    ("scm-rng2", "ex:q rdfs:range ex:A . ex:p rdfs:subPropertyOf ex:q .", "ex:p rdfs:range ex:A ."),
    (
        "scm-hv",
        "ex:A owl:hasValue ex:v ; owl:onProperty ex:p . ex:B owl:hasValue ex:v ; owl:onProperty ex:q . ex:p rdfs:subPropertyOf ex:q .",
        "ex:A rdfs:subClassOf ex:B .",
    ),
    (
        "scm-svf1",
        "ex:A owl:someValuesFrom ex:C ; owl:onProperty ex:p . ex:B owl:someValuesFrom ex:D ; owl:onProperty ex:p . ex:C rdfs:subClassOf ex:D .",
        "ex:A rdfs:subClassOf ex:B .",
    ),
    (
        "scm-svf2",
        "ex:A owl:someValuesFrom ex:C ; owl:onProperty ex:p . ex:B owl:someValuesFrom ex:C ; owl:onProperty ex:q . ex:p rdfs:subPropertyOf ex:q .",
        "ex:A rdfs:subClassOf ex:B .",
    ),
    (
        "scm-avf1",
        "ex:A owl:allValuesFrom ex:C ; owl:onProperty ex:p . ex:B owl:allValuesFrom ex:D ; owl:onProperty ex:p . ex:C rdfs:subClassOf ex:D .",
        "ex:A rdfs:subClassOf ex:B .",
    ),
    (
        "scm-avf2",
        "ex:A owl:allValuesFrom ex:C ; owl:onProperty ex:p . ex:B owl:allValuesFrom ex:C ; owl:onProperty ex:q . ex:p rdfs:subPropertyOf ex:q .",
        "ex:B rdfs:subClassOf ex:A .",
    ),
    ("scm-int", "ex:C owl:intersectionOf ( ex:A ex:B ) .", "ex:C rdfs:subClassOf ex:A , ex:B ."),
    ("scm-uni", "ex:C owl:unionOf ( ex:A ex:B ) .", "ex:A rdfs:subClassOf ex:C . ex:B rdfs:subClassOf ex:C ."),
)

#: Inconsistency rule, and a graph that it refuses at ``ex:a`` (or at ``ex:b``, where the rule is symmetric).
CONTRADICTIONS: Final = (
    ("eq-diff1", "ex:a owl:sameAs ex:b ; owl:differentFrom ex:b ."),
    ("eq-diff2", "ex:all a owl:AllDifferent ; owl:members ( ex:a ex:b ) . ex:a owl:sameAs ex:b ."),
    ("eq-diff3", "ex:all a owl:AllDifferent ; owl:distinctMembers ( ex:a ex:b ) . ex:a owl:sameAs ex:b ."),
    ("prp-irp", "ex:p a owl:IrreflexiveProperty . ex:a ex:p ex:a ."),
    ("prp-asyp", "ex:p a owl:AsymmetricProperty . ex:a ex:p ex:b . ex:b ex:p ex:a ."),
    ("prp-pdw", "ex:p owl:propertyDisjointWith ex:q . ex:a ex:p ex:b ; ex:q ex:b ."),
    ("prp-adp", "ex:all a owl:AllDisjointProperties ; owl:members ( ex:p ex:q ) . ex:a ex:p ex:b ; ex:q ex:b ."),
    (
        "prp-npa1",
        "ex:no owl:sourceIndividual ex:a ; owl:assertionProperty ex:p ; owl:targetIndividual ex:b . ex:a ex:p ex:b .",
    ),
    ("prp-npa2", "ex:no owl:sourceIndividual ex:a ; owl:assertionProperty ex:p ; owl:targetValue 1 . ex:a ex:p 1 ."),
    ("cls-nothing2", "ex:a a owl:Nothing ."),
    ("cls-com", "ex:C owl:complementOf ex:D . ex:a a ex:C , ex:D ."),
    (
        "cls-maxc1",
        'ex:C owl:maxCardinality "0"^^xsd:nonNegativeInteger ; owl:onProperty ex:p . ex:a a ex:C ; ex:p ex:b .',
    ),
    (
        "cls-maxqc1",
        'ex:C owl:maxQualifiedCardinality "0"^^xsd:nonNegativeInteger ; owl:onProperty ex:p ; owl:onClass ex:D . ex:a a ex:C ; ex:p ex:b . ex:b a ex:D .',
    ),
    (
        "cls-maxqc2",
        'ex:C owl:maxQualifiedCardinality "0"^^xsd:nonNegativeInteger ; owl:onProperty ex:p ; owl:onClass owl:Thing . ex:a a ex:C ; ex:p ex:b .',
    ),
    ("cax-dw", "ex:C owl:disjointWith ex:D . ex:a a ex:C , ex:D ."),
    ("cax-adc", "ex:all a owl:AllDisjointClasses ; owl:members ( ex:B ex:C ex:D ) . ex:a a ex:B , ex:D ."),
    ("dt-diff", "ex:p a owl:FunctionalProperty . ex:a ex:p 1 , 2 ."),
    ("dt-not-type", 'ex:a ex:p "soon"^^xsd:integer .'),
)

#: The cases on which owlrl is the oracle.
AGREED: Final = tuple(case for case in INFERENCES if case[0] not in OWLRL_ERRS)


def graph(text: str) -> list[Triple]:
    return parse((PREFIXES + text).encode(), "case.ttl")


@pytest.mark.parametrize(("name", "given", "then"), INFERENCES, ids=[case[0] for case in INFERENCES])
def test_a_rule_alone_adds_what_it_must(name: str, given: str, then: str) -> None:
    (rule,) = [rule for rule in inference_rules() if rule.name == name]
    store = Store()
    store.extend(Quad(*triple) for triple in graph(given))
    store.update(rule.update)
    assert {Quad(*triple) for triple in graph(then)} <= set(store)


@pytest.mark.parametrize("given", [case[1] for case in AGREED], ids=[case[0] for case in AGREED])
def test_the_rules_together_give_what_owlrl_gives(given: str) -> None:
    stated = graph(given)
    assert set(infer(stated).inferred) == set(closure(stated))


def test_owlrl_still_overlooks_the_last_key() -> None:
    """The one rule without an oracle; when this fails, owlrl can be its oracle too."""
    (given,) = [case[1] for case in INFERENCES if case[0] in OWLRL_ERRS]
    stated = graph(given)
    assert set(infer(stated).inferred) < set(closure(stated))


def test_two_things_that_differ_in_one_key_are_not_the_same() -> None:
    (given,) = [given for name, given, _ in INFERENCES if name == "prp-key"]
    assert not [triple for triple in infer(graph(given)).inferred if triple.object.value.endswith("/c")]  # type: ignore[union-attr]


@pytest.mark.parametrize(("name", "given"), CONTRADICTIONS, ids=[case[0] for case in CONTRADICTIONS])
def test_a_contradiction_is_found_by_its_rule(name: str, given: str) -> None:
    found = {(one.rule.name, one.focus.value) for one in infer(graph(given)).contradictions}  # type: ignore[union-attr]
    assert (name, "http://example.org/a") in found
    assert {rule for rule, _ in found} <= {name, "eq-diff2", "eq-diff3"}


@pytest.mark.parametrize(("name", "given"), [case[:2] for case in INFERENCES], ids=[case[0] for case in INFERENCES])
def test_a_graph_without_contradiction_has_none(name: str, given: str) -> None:
    assert infer(graph(given)).contradictions == ()


def test_every_rule_has_a_case() -> None:
    assert {rule.name for rule in inference_rules()} == {case[0] for case in INFERENCES}
    assert {rule.name for rule in inconsistency_rules()} == {case[0] for case in CONTRADICTIONS}


def test_every_rule_file_bears_the_name_of_its_rule_and_says_it_in_words() -> None:
    for rule in (*inference_rules(), *inconsistency_rules()):
        assert rule.text.startswith(f"#+ rule: {rule.name}\n#+ table: {rule.table}\n#+ summary: ")
        assert rule.table in range(4, 10)
        assert rule.summary.endswith(".")
