"""Which triples a rule reads: the schema by names in the rule, facts by names in the schema.

Of the patterns of a rule (OWL 2 Profiles §4.3) some name their property, or the class of what they
seek (``?p rdfs:domain ?c``, ``?p a owl:TransitiveProperty``): they are its *schema*. The others have a
variable there (``?x ?p ?y``, ``?x a ?c``), which the schema binds: they are its *facts*. So the names
of the triples that can lead a rule to something new are known before it runs.

Terms and triples are bytes here, as N-Triples writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from pyoxigraph import NamedNode

from mgi_graph.build.body import Pattern, clauses
from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import QuerySolutions, Store

    from mgi_graph.build.body import Slot, Walk
    from mgi_graph.build.rule import Rule

#: What the variables of a schema stand for.
Binding: TypeAlias = "dict[str, bytes]"

TYPE: Final = NamedNode(STANDARD["rdf"] + "type")
_TYPE: Final = str(TYPE).encode()
#: Stands for every name, where a rule reads facts of any property.
_ANY: Final = b"*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """The patterns of one body, by kind."""

    schema: tuple[Pattern, ...]
    facts: tuple[Pattern, ...]

    @property
    def variables(self) -> frozenset[str]:
        """Return the variables that the schema binds."""
        slots = (slot for pattern in self.schema for slot in (pattern.subject, pattern.verb, pattern.object))
        return frozenset(slot for slot in slots if isinstance(slot, str))

    def bindings(self, store: Store) -> list[Binding]:
        """Solve the schema."""
        text = " . ".join(" ".join(map(_written, (p.subject, p.verb, p.object))) for p in self.schema)
        found = cast("QuerySolutions", store.query(f"SELECT DISTINCT * WHERE {{ {text} }}"))
        names = [f"?{variable.value}" for variable in found.variables]
        return [{name: str(term).encode() for name, term in zip(names, row, strict=True)} for row in found]

    @property
    def names(self) -> frozenset[bytes]:
        """Return the properties and classes that the schema names."""
        return frozenset(name for pattern in self.schema for name in _names(pattern))

    def keys(self, store: Store) -> frozenset[bytes]:
        """Return the properties and classes of the facts, as the schema in a store binds them."""
        keys = {_key(fact) for fact in self.facts}
        found = self.bindings(store) if keys else ()
        return frozenset(binding.get(str(key), _ANY) for binding in found for key in keys)


@cache
def premises(rule: Rule) -> tuple[Premises, ...]:
    """Return the premises of a rule, one for each body, and for each case of a "for each" in it."""
    found = []
    for clause in clauses(rule):
        found.append(_sorted(clause.body.patterns))
        for over, then in clause.body.each:
            found.append(_sorted((*clause.body.patterns, *over.patterns, *then.patterns)))
    return tuple(found)


def reads(rule: Rule, store: Store) -> frozenset[bytes]:
    """Return the names by which a rule reads the store, as long as its schema is what it is.

    A triple none of whose :func:`names` is among them leads the rule to nothing new.
    """
    return frozenset[bytes]().union(*(each.names | each.keys(store) for each in premises(rule)))


def names(lines: Iterable[bytes]) -> set[bytes]:
    """Return the properties of triples, and the classes that they give; and what stands for any."""
    found: set[bytes] = set()
    for line in lines:
        _, verb, rest = line.split(b" ", 2)
        found |= {verb, _ANY}
        if verb == _TYPE:
            found.add(rest[:-3])
    return found


def _sorted(patterns: tuple[Pattern, ...]) -> Premises:
    facts = tuple(each for each in patterns if isinstance(_key(each), str))
    return Premises(schema=tuple(each for each in patterns if each not in facts), facts=facts)


def _key(pattern: Pattern) -> Slot | Walk:
    """Return what a pattern is found by: the class that it gives, or else its property."""
    return pattern.object if pattern.verb == TYPE else pattern.verb


def _names(pattern: Pattern) -> tuple[bytes, ...]:
    key = _key(pattern)
    return tuple(str(verb).encode() for verb, _ in key) if isinstance(key, tuple) else (str(key).encode(),)


def _written(slot: Slot | Walk) -> str:
    return "/".join(f"{verb}{often}" for verb, often in slot) if isinstance(slot, tuple) else str(slot)
