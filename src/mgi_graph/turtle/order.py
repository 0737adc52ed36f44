"""The order that the house style gives: which predicate comes first, which prefix with which others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import STANDARD, expand

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPE: Final = expand("rdf:type")
_FIRST: Final = {
    expand(name): rank
    for rank, name in enumerate(
        (
            "rdf:type",
            "rdfs:label",
            "skos:prefLabel",
            "skos:altLabel",
            "skos:hiddenLabel",
            "skos:notation",
            "skos:definition",
            "rdfs:subClassOf",
            "owl:equivalentClass",
            "rdfs:subPropertyOf",
            "owl:inverseOf",
            "owl:propertyChainAxiom",
            "rdfs:domain",
            "rdfs:range",
        )
    )
}
_LAST: Final = expand("rdfs:isDefinedBy")


def rank(predicate: str) -> int:
    """Return where a predicate stands in its block; those of one rank keep the order that they have.

    >>> rank(TYPE) < rank(expand("skos:prefLabel")) < rank(expand("skos:example")) < rank(expand("rdfs:isDefinedBy"))
    True
    """
    return len(_FIRST) + 1 if predicate == _LAST else _FIRST.get(predicate, len(_FIRST))


def prefix_groups(prefixes: Iterable[str]) -> tuple[list[str], list[str]]:
    """Sort prefixes into those of published vocabularies and all others, each A to Z.

    >>> prefix_groups(["xy", "skos", "migov", "owl"])
    (['owl', 'skos'], ['migov', 'xy'])
    """
    known = sorted(set(prefixes))
    return [name for name in known if name in STANDARD], [name for name in known if name not in STANDARD]
