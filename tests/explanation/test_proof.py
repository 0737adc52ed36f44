"""Every inferred triple has a proof, each step of it is one that its rule makes, and it ends in the files."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse

import mgi_graph
from mgi_graph.build.body import clauses
from mgi_graph.build.rule import inference_rules
from mgi_graph.build.saturate import saturate
from mgi_graph.explanation.closure import close
from mgi_graph.explanation.explain import explain
from mgi_graph.explanation.proof import Proof, Prover
from mgi_graph.explanation.step import Step, follows
from mgi_graph.namespaces import INFERRED_GRAPH, expand
from mgi_graph.project import find
from mgi_graph.turtle.skolem import skolemize

if TYPE_CHECKING:
    from mgi_graph.build.rule import Rule
    from mgi_graph.explanation.closure import Closure
    from mgi_graph.graph import Graph

ROOT = Path(__file__).parent.parent.parent
PREFIXES = """
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def given_(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)}


def closed(triples: set[Triple]) -> Prover:
    stated = set(skolemize(triples))
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in stated)
    saturate(store)
    return Prover(store, stated.__contains__)


def check(proof: Proof, prover: Prover) -> None:
    for node in proof.nodes():
        if node.rule is None:
            assert prover.is_stated(node.triple)
        else:
            premises = tuple(premise.triple for premise in node.premises)
            assert follows(Step(rule=node.rule, premises=premises), node.triple)


@pytest.mark.parametrize("rule", inference_rules(), ids=lambda rule: rule.name)
def test_every_rule_is_read_whole(rule: Rule) -> None:
    for clause in clauses(rule):
        named = {slot for pattern in clause.body.patterns for slot in (pattern.subject, pattern.verb, pattern.object)}
        asked = {slot for slot in (clause.head.subject, clause.head.verb, clause.head.object) if isinstance(slot, str)}
        assert asked <= named


@pytest.mark.parametrize(
    ("text", "triple", "rules"),
    [
        ("ex:A rdfs:subClassOf ex:B . ex:a a ex:A .", "ex:a a ex:B .", ["cax-sco"]),
        (
            "ex:C owl:intersectionOf ( ex:A ex:B ) . ex:A2 rdfs:subClassOf ex:A . ex:a a ex:A2, ex:B .",
            "ex:a a ex:C .",
            ["cls-int1", "cax-sco"],
        ),
        (
            "ex:C owl:hasKey ( ex:k ex:l ) . ex:a a ex:C ; ex:k 1 ; ex:l 2 . ex:b a ex:C ; ex:k 1 ; ex:l 2 .",
            "ex:a owl:sameAs ex:b .",
            ["prp-key"],
        ),
        ("ex:C owl:oneOf ( ex:a ex:b ex:c ) .", "ex:c a ex:C .", ["cls-oo"]),
        (
            "ex:p owl:propertyChainAxiom ( ex:q ex:r ) . ex:a ex:q ex:b . ex:b ex:r ex:c .",
            "ex:a ex:p ex:c .",
            ["prp-spo2"],
        ),
        ("ex:C owl:onProperty ex:p ; owl:hasValue 1 . ex:a a ex:C .", "ex:a ex:p 1 .", ["cls-hv1"]),
    ],
)
def test_a_proof_names_the_rules_that_were_used(text: str, triple: str, rules: list[str]) -> None:
    prover = closed(given_(text))
    proof = prover.prove(given_(triple).pop())
    assert proof is not None
    check(proof, prover)
    assert [node.rule.name for node in proof.nodes() if node.rule] == rules


def test_circles_prove_nothing() -> None:
    prover = closed(given_("ex:A owl:equivalentClass ex:B . ex:p owl:inverseOf ex:q ."))
    assert prover.prove(given_("ex:a a ex:A .").pop()) is None


def test_what_a_blank_node_says_is_proved_too() -> None:
    text = "ex:A rdfs:subClassOf [ owl:onProperty ex:p ; owl:hasValue ex:v ] . ex:a a ex:A ."
    prover = closed(given_(text))
    proof = prover.prove(given_("ex:a ex:p ex:v .").pop())
    assert proof is not None
    assert proof.height == 2
    check(proof, prover)


_NAMES = st.sampled_from([NamedNode(f"http://example.org/{name}") for name in "abcpq"])
_SCHEMA = ("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "rdf:type")
_OWL = ("owl:inverseOf", "owl:equivalentClass", "owl:sameAs")
_VERBS = st.sampled_from(
    [*map(NamedNode, ("http://example.org/p", "http://example.org/q", *map(expand, _SCHEMA + _OWL)))]
)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.builds(Triple, _NAMES, _VERBS, _NAMES), max_size=7))
def test_whatever_the_rules_infer_has_a_proof(triples: set[Triple]) -> None:
    prover = closed(triples)
    for quad in prover.store:
        proof = prover.prove(quad.triple)
        assert proof is not None, quad
        check(proof, prover)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return mgi_graph.open(find(ROOT).root)


@pytest.fixture(scope="module")
def closure(graph: Graph) -> Closure:
    assert graph.file
    return close(graph.file)


@pytest.fixture(scope="module")
def inferred(graph: Graph) -> list[Triple]:
    assert graph.file
    quads = parse(path=str(graph.file), format=RdfFormat.N_QUADS)
    return [quad.triple for quad in quads if quad.graph_name == NamedNode(INFERRED_GRAPH)]


def test_inferred_triples_of_the_graph_have_proofs(closure: Closure, inferred: list[Triple]) -> None:
    tenth = inferred[::10]
    assert len(tenth) > 1_000
    proofs = [closure.prover.prove(triple) for triple in skolemize(tenth)]
    assert [triple for triple, proof in zip(tenth, proofs, strict=True) if proof is None] == []


def test_the_steps_of_random_proofs_hold_and_end_in_files(closure: Closure, inferred: list[Triple]) -> None:
    chosen = random.Random(20211).sample(list(skolemize(inferred)), 200)
    for triple in chosen:
        proof = closure.prover.prove(triple)
        assert proof is not None
        check(proof, closure.prover)
        assert all(node.rule or closure.files[node.triple] for node in proof.nodes())


def test_every_leaf_of_an_explanation_has_its_line(graph: Graph, inferred: list[Triple]) -> None:
    assert graph.file
    named = [
        triple for triple in inferred if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode)
    ]
    for triple in random.Random(20212).sample(named, 4):
        parts = tuple(
            term.value for term in (triple.subject, triple.predicate, triple.object) if isinstance(term, NamedNode)
        )
        found = explain(graph.store, graph.file, graph.project, (parts[0], parts[1], parts[2]))
        assert found.proof is not None
        for node in found.proof.nodes():
            assert node.rule or found.places[node.triple].line
