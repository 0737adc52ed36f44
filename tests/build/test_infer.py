"""The closure as a whole: equal to owlrl's, idempotent, never smaller than what is stated."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from mgi_graph.build import sources
from mgi_graph.build.assemble import assemble
from mgi_graph.build.infer import infer
from mgi_graph.build.oracle import closure
from mgi_graph.build.tautology import REFLEXIVE, UNIVERSAL, is_tautology
from mgi_graph.errors import BuildError
from mgi_graph.namespaces import expand
from mgi_graph.turtle.read import parse

if TYPE_CHECKING:
    from mgi_graph.project import Project

_NAMES = [NamedNode(f"http://example.org/{letter}") for letter in "abcdef"]
_PROPERTIES = [
    *_NAMES[:3],
    *(
        NamedNode(expand(name))
        for name in (
            "rdf:type",
            "rdfs:subClassOf",
            "rdfs:subPropertyOf",
            "rdfs:domain",
            "rdfs:range",
            "owl:inverseOf",
            "owl:equivalentClass",
            "owl:sameAs",
        )
    ),
]
_CLASSES = [NamedNode(expand(f"owl:{name}")) for name in ("TransitiveProperty", "SymmetricProperty")]
_TRIPLES = st.builds(
    Triple, st.sampled_from(_NAMES), st.sampled_from(_PROPERTIES), st.sampled_from([*_NAMES, *_CLASSES])
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_TRIPLES, max_size=10))
def test_any_small_graph_has_the_closure_that_owlrl_gives_it(stated: list[Triple]) -> None:
    # A graph that says something of the vocabulary itself has no meaning in OWL 2 DL and is left out.
    assert {t for t in infer(stated).inferred if _is_ours(t)} == {t for t in closure(stated) if _is_ours(t)}


@settings(max_examples=40, deadline=None)
@given(st.lists(_TRIPLES, max_size=10))
def test_inferring_again_adds_nothing(stated: list[Triple]) -> None:
    inferred = infer(stated).inferred
    assert infer([*stated, *inferred]).inferred == ()
    assert not set(inferred) & set(stated)


def test_the_real_closure_equals_that_of_owlrl(project: Project) -> None:
    """Hold it without passages and records, most of the graph and all alike; ``judges/closure.py`` leaves none out."""
    left_out = re.compile(r"passages\.ttl$|/record/")
    files = [file for file in sources.snapshot(project, "ontology", "data") if not left_out.search(file.name)]
    stated = [triple for graph in assemble(files) for triple in graph.triples]
    found = infer(stated)
    assert set(found.inferred) == set(closure(stated))
    assert found.contradictions == ()


def test_an_anonymous_inverse_works_inside_a_chain() -> None:
    stated = parse(
        b"""@prefix ex: <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        ex:sibling owl:propertyChainAxiom ( ex:parent [ owl:inverseOf ex:parent ] ) .
        ex:a ex:parent ex:c . ex:b ex:parent ex:c .""",
        "a.ttl",
    )
    sibling = Triple(_NAMES[0], NamedNode("http://example.org/sibling"), _NAMES[1])
    assert sibling in infer(stated).inferred


def test_a_chain_of_four_properties_is_refused() -> None:
    stated = parse(
        b"<urn:p> <http://www.w3.org/2002/07/owl#propertyChainAxiom> (<urn:a> <urn:b> <urn:c> <urn:d>) .",
        "a.ttl",
    )
    with pytest.raises(BuildError, match="two or three properties"):
        infer(stated)


def test_blank_nodes_keep_their_labels() -> None:
    kind = NamedNode(expand("rdfs:subClassOf"))
    stated = [Triple(_NAMES[0], NamedNode(expand("rdf:type")), _NAMES[1]), Triple(_NAMES[1], kind, BlankNode("known"))]
    assert Triple(_NAMES[0], NamedNode(expand("rdf:type")), BlankNode("known")) in infer(stated).inferred


@pytest.mark.parametrize("predicate", sorted(REFLEXIVE))
def test_a_reflexive_triple_is_a_tautology(predicate: str) -> None:
    assert is_tautology(Triple(_NAMES[0], NamedNode(predicate), _NAMES[0]))
    assert not is_tautology(Triple(_NAMES[0], NamedNode(predicate), _NAMES[1]))


@pytest.mark.parametrize("predicate", sorted(UNIVERSAL))
def test_being_a_thing_is_a_tautology(predicate: str) -> None:
    assert is_tautology(Triple(_NAMES[0], NamedNode(predicate), NamedNode(expand("owl:Thing"))))


def test_no_property_of_a_thing_with_itself_is_a_tautology_else() -> None:
    assert not is_tautology(Triple(_NAMES[0], _NAMES[1], _NAMES[0]))
    assert not is_tautology(Triple(_NAMES[0], _NAMES[1], Literal("a")))


def _is_ours(triple: Triple) -> bool:
    return all(str(term).startswith("<http://example.org/") for term in (triple.subject,)) and (
        triple.predicate in _PROPERTIES or str(triple.predicate).startswith("<http://example.org/")
    )


@pytest.mark.parametrize(
    "schema",
    [
        "rdf:type rdfs:subPropertyOf ex:kind .",
        "rdf:type rdfs:range ex:Kind .",
        "ex:kindOf owl:inverseOf rdf:type .",
        "ex:kind owl:equivalentProperty rdf:type .",
        "ex:C rdfs:subClassOf owl:SymmetricProperty . ex:a a ex:C . ex:x ex:a ex:y .",
        "ex:kind owl:propertyChainAxiom ( rdf:type rdfs:subClassOf ) .",
    ],
)
def test_a_schema_that_speaks_of_types_is_followed_to_the_end(schema: str) -> None:
    prefixes = (
        "@prefix ex: <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    )
    stated = parse(
        f"{prefixes} {schema} ex:p rdfs:domain ex:D . ex:D rdfs:subClassOf ex:E . ex:x ex:p ex:y .".encode(), "case.ttl"
    )
    # owlrl applies such a schema to the vocabulary of OWL too, of which we hold no axioms
    ours, theirs = (
        {str(one) for one in found if str(one).startswith("<http://example.org/")}
        for found in (infer(stated).inferred, closure(stated))
    )
    assert ours
    assert ours == theirs


@settings(max_examples=40, deadline=None)
@given(st.lists(_TRIPLES, max_size=10).flatmap(lambda stated: st.tuples(st.just(stated), st.permutations(stated))))
def test_the_order_of_the_triples_does_not_change_a_byte(orders: tuple[list[Triple], list[Triple]]) -> None:
    first, second = (infer(stated).inferred for stated in orders)
    assert first == second


def test_the_real_closure_is_the_same_in_any_order_and_complete(project: Project) -> None:
    files = [file for file in sources.snapshot(project, "ontology", "data") if "/record/" not in file.name]
    stated = [triple for graph in assemble(files) for triple in graph.triples]
    shuffled = random.Random(1).sample(stated, len(stated))
    inferred = infer(stated).inferred
    assert infer(shuffled).inferred == inferred
    assert infer([*stated, *inferred]).inferred == ()
