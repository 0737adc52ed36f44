"""Which rules run together, and which must run again once others have added something.

A round of all rules until nothing is new would be right, and would do most of its work twice. The
rules fall into strata by what they read and write: the schema (Table 9), what relates things (Table
5), what relates things by their class (cls-hv1), which classes things get from their properties
(prp-dom, prp-rng), which from their other classes (Tables 6 and 7), and which things are the same
(Table 4, and what feeds it). When a stratum has added triples, those that read what it writes are
awake again; the fixpoint is reached when all sleep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from mgi_graph.build.rule import inference_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import QuerySolutions, Store

    from mgi_graph.build.rule import Rule

SCHEMA: Final = "schema"
RELATIONS: Final = "relations"
VALUES: Final = "values"
TYPING: Final = "typing"
CLASSES: Final = "classes"
IDENTITY: Final = "identity"

_BY_TABLE: Final = {4: IDENTITY, 5: RELATIONS, 6: CLASSES, 7: CLASSES, 9: SCHEMA}
#: Rules that read or write otherwise than the rest of their table.
_BY_NAME: Final = {
    "cls-hv1": VALUES,
    "cls-maxc2": IDENTITY,
    "cls-maxqc3": IDENTITY,
    "cls-maxqc4": IDENTITY,
    "prp-dom": TYPING,
    "prp-fp": IDENTITY,
    "prp-ifp": IDENTITY,
    "prp-key": IDENTITY,
    "prp-rng": TYPING,
}
_ALL: Final = (SCHEMA, RELATIONS, VALUES, TYPING, CLASSES, IDENTITY)
#: What new types of things wake. They cannot relate things, unless the thing is a property and its type
#: a characteristic, nor give types by domain or range; unless the schema speaks of rdf:type itself.
_BY_TYPES: Final = (SCHEMA, VALUES, CLASSES, IDENTITY)
_WAKES: Final[Mapping[str, tuple[str, ...]]] = {
    SCHEMA: _ALL,
    RELATIONS: _ALL,
    VALUES: _ALL,
    TYPING: _BY_TYPES,
    CLASSES: _BY_TYPES,
    IDENTITY: _ALL,
}
_PREFIXES: Final = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
#: Does the schema speak of rdf:type itself? Then new types of things may do anything.
_TYPED_TYPE: Final = (
    _PREFIXES
    + """
ASK {
    { rdf:type rdfs:domain|rdfs:range|rdfs:subPropertyOf|(owl:inverseOf|owl:equivalentProperty) ?other }
    UNION { ?other owl:inverseOf|owl:equivalentProperty rdf:type }
    UNION { ?list rdf:first rdf:type }
}
"""
)
#: The characteristics that rules of Table 5 read.
_CHARACTERISTICS: Final = (
    _PREFIXES
    + """
SELECT ?property ?characteristic
WHERE {
    VALUES ?characteristic { owl:SymmetricProperty owl:TransitiveProperty }
    ?property a ?characteristic
}
"""
)


def stratum(rule: Rule) -> str:
    """Return the stratum of an inference rule."""
    return _BY_NAME.get(rule.name) or _BY_TABLE[rule.table]


def saturate(store: Store) -> None:
    """Add to the default graph of a store all that the rules entail."""
    rules = {name: [rule.update for rule in inference_rules() if stratum(rule) == name] for name in _ALL}
    awake, known = set(_ALL), _characteristics(store)
    while awake:
        name = next(name for name in _ALL if name in awake)
        awake.discard(name)
        before = len(store)
        for update in rules[name]:
            store.update(update)
        if len(store) > before:
            awake.update(_WAKES[name])
            awake.update(_ALL if store.query(_TYPED_TYPE) else ())
            if known != (known := _characteristics(store)):
                awake.add(RELATIONS)


def _characteristics(store: Store) -> frozenset[tuple[str, ...]]:
    rows = cast("QuerySolutions", store.query(_CHARACTERISTICS))
    return frozenset(tuple(map(str, row)) for row in rows)
