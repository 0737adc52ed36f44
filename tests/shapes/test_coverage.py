"""Whatever the data states is constrained by a shape, and whatever a shape says is SHACL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef

from mgi_graph.namespaces import MIGOV, SHAPES, shrink

if TYPE_CHECKING:
    from rdflib.term import Node

ROOT: Final = Path(__file__).resolve().parents[2]


def read(*folders: str) -> Graph:
    graph = Graph()
    for path in sorted(path for folder in folders for path in (ROOT / folder).rglob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read("shapes")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read("ontology")


def predicates(shapes: Graph, path: Node) -> set[Node]:
    """List the predicates that stand in a path (SHACL §2.3.1), whichever way they are followed."""
    if not isinstance(path, BNode):
        return {path}
    found: set[Node] = {part for part in shapes.transitive_objects(path, None) if isinstance(part, URIRef)}
    for part in shapes.objects(path):
        found |= predicates(shapes, part) - {RDF.nil}
    return found


def constrained(shapes: Graph, node: Node) -> set[Node]:
    """List the predicates that stand first in the paths of a node shape."""
    paths = [path for part in shapes.objects(node, SH.property) for path in shapes.objects(part, SH.path)]
    return {predicate for path in paths for predicate in predicates(shapes, path)}


def test_every_property_that_the_data_states_is_constrained(shapes: Graph, ontology: Graph) -> None:
    data = read("data")
    typed = data.subject_objects(RDF.type)
    stated = {(kind, predicate) for subject, kind in typed for predicate in data.predicates(subject)}
    by_subject = {predicate for node in shapes.subjects(SH.targetSubjectsOf) for predicate in constrained(shapes, node)}
    by_class = {
        (target, predicate)
        for node, target in shapes.subject_objects(SH.targetClass)
        for predicate in constrained(shapes, node)
    }
    unconstrained = {
        f"{shrink(str(predicate))} of {shrink(str(kind))}"
        for kind, predicate in stated
        if predicate != RDF.type
        and predicate not in by_subject
        and not any((above, predicate) in by_class for above in ontology.transitive_objects(kind, RDFS.subClassOf))
    }
    assert unconstrained == set()


def test_every_property_of_the_ontology_is_constrained(shapes: Graph, ontology: Graph) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = {term for kind in kinds for term in ontology.subjects(RDF.type, kind) if str(term).startswith(MIGOV)}
    paths = {predicate for path in shapes.objects(None, SH.path) for predicate in predicates(shapes, path)}
    assert {shrink(str(term)) for term in terms - paths} == set()


def test_every_term_of_ours_in_a_shape_is_declared(shapes: Graph, ontology: Graph) -> None:
    used = {term for triple in shapes for term in triple if isinstance(term, URIRef) and term.startswith(MIGOV)}
    assert {shrink(term) for term in used if (term, RDF.type, None) not in ontology} == set()


def test_every_shacl_term_exists(shapes: Graph) -> None:
    used = {term for triple in shapes for term in triple if isinstance(term, URIRef) and term.startswith(str(SH))}
    assert {term for term in used if not _known(term.removeprefix(str(SH)))} == set()


def _known(name: str) -> bool:
    """Ask rdflib, whose closed namespace raises on a misspelt term."""
    try:
        return bool(SH[name])
    except AttributeError:
        return False


def test_a_misspelt_shacl_term_is_noticed() -> None:
    assert not _known("dataType")


def shapes_of_ours(shapes: Graph) -> list[URIRef]:
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    return sorted({URIRef(str(node)) for kind in kinds for node in shapes.subjects(RDF.type, kind)})


def test_every_shape_has_an_iri_of_ours_and_says_why(shapes: Graph) -> None:
    for shape in shapes_of_ours(shapes):
        assert shape.startswith(SHAPES)
        assert len(list(shapes.objects(shape, RDFS.comment))) == 1, shape


def test_every_shape_has_a_severity_and_a_message_in_one_sentence(shapes: Graph) -> None:
    for shape in shapes_of_ours(shapes):
        kinds = set(shapes.objects(shape, RDF.type))
        assert SH.SPARQLConstraint in kinds or shapes.value(shape, SH.severity) is not None, shape
        messages = list(shapes.objects(shape, SH.message))
        assert SH.NodeShape in kinds or len(messages) == 1, shape
        for message in messages:
            assert isinstance(message, Literal)
            assert message.language == "en"
            assert message.endswith("."), shape


def test_no_shape_is_left_out(shapes: Graph) -> None:
    """A property shape or constraint that no node shape refers to is never evaluated."""
    referred = {node for link in (SH.property, SH.sparql, SH.node) for node in shapes.objects(None, link)}
    listed = set(shapes.objects(None, RDF.first))
    targeted = {node for node, link in shapes.subject_predicates() if str(link).startswith(f"{SH}target")}
    assert set(shapes_of_ours(shapes)) - referred - listed - targeted == set()


def test_the_use_of_every_class_is_guarded_but_of_those_that_tables_fill(shapes: Graph, ontology: Graph) -> None:
    classes = {term for term in ontology.subjects(RDF.type, OWL.Class) if str(term).startswith(MIGOV)}
    guarded = set(shapes.objects(URIRef(f"{SHAPES}ClassUseShape"), SH.targetNode))
    assert {shrink(str(term)) for term in classes - guarded} == {
        "migov:TableRow",
        "migov:TreatyAction",
        "migov:TreatyParticipation",
    }
