"""The rules that add one triple for one fact, all of them in one pass over the facts.

A rule is *linear* when it reads one fact and filters nothing: ``?p rdfs:domain ?c . ?x ?p ?y`` adds
``?x a ?c``. Once its schema is solved by the engine, what it adds is told by the property of the fact,
or by property and value, and no engine is needed for it. These rules add nine tenths of what is inferred.

Terms and triples are bytes, as N-Triples writes them (RDF 1.1 N-Triples §4: one triple a line, terms
parted by one space).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

from mgi_graph.build.body import clauses
from mgi_graph.build.premises import TYPE, premises

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyoxigraph import Store

    from mgi_graph.build.body import Clause, Pattern, Slot, Walk
    from mgi_graph.build.premises import Binding, Premises
    from mgi_graph.build.rule import Rule

#: Writes what follows from the subject and the object of a fact.
Conclusion: TypeAlias = "Callable[[bytes, bytes], bytes]"
#: Subject, property and object of a conclusion.
_Head: TypeAlias = "tuple[bytes, bytes, bytes]"

#: Stand in a head for the subject and the object of the fact.
_SUBJECT: Final = b"?subject"
_OBJECT: Final = b"?object"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What follows from a fact: by its property, and by its property and its object."""

    by_property: Mapping[bytes, tuple[Conclusion, ...]]
    by_object: Mapping[bytes, Mapping[bytes, tuple[Conclusion, ...]]]


def is_linear(rule: Rule) -> bool:
    """Tell whether a rule reads one fact, by property or class, and all else from the schema."""
    return "FILTER" not in rule.text and all(
        len(each.facts) == 1 and _is_told(each.facts[0], each, clause)
        for each, clause in zip(premises(rule), clauses(rule), strict=True)
    )


def tabulate(rules: Iterable[Rule], store: Store) -> Table:
    """Solve the schemas of linear rules in a store."""
    found: defaultdict[tuple[bytes, bytes | None], dict[_Head, None]] = defaultdict(dict)
    for rule in rules:
        for each, clause in zip(premises(rule), clauses(rule), strict=True):
            for binding in each.bindings(store):
                verb, value, head = _row(each.facts[0], clause.head, binding)
                if head[1].startswith(b"<"):  # only an IRI is a property (RDF 1.1 Concepts §3.1)
                    found[verb, value][head] = None
    by_property: dict[bytes, tuple[Conclusion, ...]] = {}
    by_object: defaultdict[bytes, dict[bytes, tuple[Conclusion, ...]]] = defaultdict(dict)
    for (verb, value), heads in found.items():
        conclusions = tuple(_conclusion(*head) for head in heads)
        if value is None:
            by_property[verb] = conclusions
        else:
            by_object[verb][value] = conclusions
    return Table(by_property=by_property, by_object=by_object)


def derive(table: Table, facts: Iterable[bytes], known: set[bytes]) -> list[bytes]:
    """Return what follows from facts, and from what follows from them; it is added to what is known."""
    found: list[bytes] = []
    for line in chain(facts, found):  # which grows meanwhile
        subject, verb, rest = line.split(b" ", 2)
        conclusions = table.by_property.get(verb, ())
        if verb in table.by_object:
            conclusions += table.by_object[verb].get(rest[:-3], ())
        for conclude in conclusions:
            new = conclude(subject, rest[:-3])
            if new not in known and not new.startswith(b'"'):  # a literal is no subject (ibid.)
                known.add(new)
                found.append(new)
    return found


def _is_told(fact: Pattern, read: Premises, clause: Clause) -> bool:
    """Tell whether property or class of a fact come from the schema, and what is concluded from both."""
    free = {slot for slot in (fact.subject, fact.object) if isinstance(slot, str) and slot not in read.variables}
    head = clause.head
    return (
        (fact.object if fact.verb == TYPE else fact.verb) in read.variables
        and fact.subject in free
        and fact.subject != fact.object
        and head.subject in free
        and all(not isinstance(slot, str) or slot in read.variables | free for slot in (head.verb, head.object))
    )


def _row(fact: Pattern, head: Pattern, binding: Binding) -> tuple[bytes, bytes | None, _Head]:
    bound = {str(fact.subject): _SUBJECT, str(fact.object): _OBJECT, **binding}

    def term(slot: Slot | Walk) -> bytes:
        return bound.get(str(slot)) or str(slot).encode()

    value = term(fact.object)
    return (
        term(fact.verb),
        None if value is _OBJECT else value,
        (term(head.subject), term(head.verb), term(head.object)),
    )


def _conclusion(subject: bytes, verb: bytes, value: bytes) -> Conclusion:
    middle = b" " + verb + b" "
    if value is _OBJECT:
        return lambda first, last: first + middle + last + b" .\n"
    if value is _SUBJECT:
        return lambda first, last: last + middle + first + b" .\n"
    end = middle + value + b" .\n"
    return (lambda first, _: first + end) if subject is _SUBJECT else (lambda _, last: last + end)
