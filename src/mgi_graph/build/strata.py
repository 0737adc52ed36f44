"""Which rules run together, and which must run again once others have added something.

A round of all rules until nothing is new would be right, and would do most of its work twice. The
rules fall into strata by what they read and write: the schema (Table 9), what relates things (Table
5), which classes things get from their properties (prp-dom, prp-rng), which from their other classes
(Tables 6 and 7), and which things are the same (Table 4, and what feeds it). When a stratum has added
triples, those that read what it writes are awake again; the fixpoint is reached when all sleep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.build.rule import inference_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from mgi_graph.build.rule import Rule

SCHEMA: Final = "schema"
RELATIONS: Final = "relations"
TYPING: Final = "typing"
CLASSES: Final = "classes"
IDENTITY: Final = "identity"

_BY_TABLE: Final = {4: IDENTITY, 5: RELATIONS, 6: CLASSES, 7: CLASSES, 9: SCHEMA}
#: Rules that read or write otherwise than the rest of their table.
_BY_NAME: Final = {
    "cls-hv1": RELATIONS,
    "cls-maxc2": IDENTITY,
    "cls-maxqc3": IDENTITY,
    "cls-maxqc4": IDENTITY,
    "prp-dom": TYPING,
    "prp-fp": IDENTITY,
    "prp-ifp": IDENTITY,
    "prp-key": IDENTITY,
    "prp-rng": TYPING,
}
_ALL: Final = (SCHEMA, RELATIONS, TYPING, CLASSES, IDENTITY)
#: What a stratum wakes. New types of things cannot give things a type by domain or range again …
_WAKES: Final[Mapping[str, tuple[str, ...]]] = {
    SCHEMA: _ALL,
    RELATIONS: _ALL,
    TYPING: (SCHEMA, RELATIONS, CLASSES, IDENTITY),
    CLASSES: (SCHEMA, RELATIONS, CLASSES, IDENTITY),
    IDENTITY: _ALL,
}
#: … unless rdf:type itself has a domain or range.
_TYPED_TYPE: Final = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
ASK { rdf:type rdfs:domain|rdfs:range ?class }
"""


def stratum(rule: Rule) -> str:
    """Return the stratum of an inference rule."""
    return _BY_NAME.get(rule.name) or _BY_TABLE[rule.table]


def saturate(store: Store) -> None:
    """Add to the default graph of a store all that the rules entail."""
    rules = {name: [rule.update for rule in inference_rules() if stratum(rule) == name] for name in _ALL}
    awake = set(_ALL)
    while awake:
        name = next(name for name in _ALL if name in awake)
        awake.discard(name)
        before = len(store)
        for update in rules[name]:
            store.update(update)
        if len(store) > before:
            awake.update(_WAKES[name])
            awake.update([TYPING] if store.query(_TYPED_TYPE) else [])
