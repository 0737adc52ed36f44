"""The entailments that say nothing, and that no graph needs.

OWL 2 RL/RDF entails for every graph that each thing is the same as itself, each class under itself
and under ``owl:Thing``, and facts about the vocabularies of OWL and XSD. They are left out of the
inferred graph whichever engine infers, in these classes and no others:

reflexive
    ``x p x`` where *p* is owl:sameAs, rdfs:subClassOf, rdfs:subPropertyOf, owl:equivalentClass or
    owl:equivalentProperty (eq-ref, scm-cls, scm-op, scm-dp);
universal
    ``x p owl:Thing`` where *p* is rdf:type, rdfs:subClassOf, rdfs:domain or rdfs:range (scm-cls with
    cax-sco, scm-dom1, scm-rng1);
axiomatic
    a subject in the vocabularies rdf:, rdfs:, owl: or xsd: that is typed or set apart by a rule
    without a body: ``owl:Nothing`` as any subject, ``x rdf:type`` owl:Class, owl:AnnotationProperty or
    rdfs:Datatype, and ``x owl:disjointWith`` (cls-thing, cls-nothing1, prp-ap, dt-type1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from pyoxigraph import Triple

_OWL: Final = STANDARD["owl"]
_RDFS: Final = STANDARD["rdfs"]
_TYPE: Final = STANDARD["rdf"] + "type"

_THING: Final = NamedNode(_OWL + "Thing")

REFLEXIVE: Final = frozenset(
    {
        _OWL + "sameAs",
        _OWL + "equivalentClass",
        _OWL + "equivalentProperty",
        _RDFS + "subClassOf",
        _RDFS + "subPropertyOf",
    }
)
UNIVERSAL: Final = frozenset({_TYPE, _RDFS + "subClassOf", _RDFS + "domain", _RDFS + "range"})
_VOCABULARIES: Final = tuple(STANDARD[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))
_AXIOMATIC_TYPES: Final = frozenset({_OWL + "Class", _OWL + "AnnotationProperty", _RDFS + "Datatype"})


def is_tautology(triple: Triple) -> bool:
    """Tell whether a triple holds whatever the graph says."""
    subject, predicate, value = triple.subject, triple.predicate.value, triple.object
    if subject == value:
        return predicate in REFLEXIVE
    if not isinstance(subject, NamedNode):
        return predicate in UNIVERSAL and value == _THING
    name = value.value if isinstance(value, NamedNode) else ""
    return (predicate in UNIVERSAL and value == _THING) or _is_axiomatic(subject.value, predicate, name)


def _is_axiomatic(subject: str, predicate: str, value: str) -> bool:
    if subject == _OWL + "Nothing":
        return True
    if not subject.startswith(_VOCABULARIES):
        return False
    return (predicate == _TYPE and value in _AXIOMATIC_TYPES) or predicate == _OWL + "disjointWith"
