"""Which triples of a store a body matches, and under which binding of its variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Store

    from mgi_graph.build.body import Body, Pattern, Slot, Walk
    from mgi_graph.turtle.skolem import Term

Binding: TypeAlias = "dict[str, Term]"
#: A solution and the triples that it rests on.
Solution: TypeAlias = "tuple[Binding, tuple[Triple, ...]]"


def unified(head: Pattern, triple: Triple) -> Binding | None:
    """Return what the variables of a pattern stand for in a triple, or ``None`` where it does not fit."""
    return _extended({}, head, triple)


def solutions(store: Store, body: Body, binding: Binding) -> Iterator[Solution]:
    """Yield the solutions of a body (SPARQL 1.1 §18.3.1), filters apart, with the triples matched."""
    for found, triples in _joined(store, body.patterns, binding):
        more = _for_each(store, body, found)
        if more is not None:
            yield found, (*triples, *more)


def _for_each(store: Store, body: Body, binding: Binding) -> tuple[Triple, ...] | None:
    """Return what the "for each" parts rest on: every case, and one proof of each; ``None`` where one fails."""
    triples: list[Triple] = []
    for over, then in body.each:
        for found, premises in _joined(store, over.patterns, binding):
            proof = next(_joined(store, then.patterns, found), None) if then.patterns else None
            if proof is None:
                return None
            triples += (*premises, *proof[1])
    return tuple(triples)


def _joined(store: Store, patterns: Sequence[Pattern], binding: Binding) -> Iterator[Solution]:
    if not patterns:
        yield binding, ()
        return
    pattern = max(patterns, key=lambda each: _bound(each, binding))
    rest = [each for each in patterns if each is not pattern]
    for found, triples in _matches(store, pattern, binding):
        for whole, more in _joined(store, rest, found):
            yield whole, (*triples, *more)


def _bound(pattern: Pattern, binding: Binding) -> tuple[int, int]:
    """Tell how much of a pattern is known: the one that leaves fewest triples comes first."""

    def known(slot: Slot | Walk) -> bool:
        return not isinstance(slot, str) or slot in binding

    return known(pattern.subject) + known(pattern.object), int(known(pattern.verb))


def _matches(store: Store, pattern: Pattern, binding: Binding) -> Iterator[Solution]:
    if isinstance(pattern.verb, tuple):
        yield from _walked(store, pattern, pattern.verb, binding)
        return
    subject, verb, value = (_value(slot, binding) for slot in (pattern.subject, pattern.verb, pattern.object))
    if isinstance(subject, Literal) or not isinstance(verb, NamedNode | None):
        return
    for quad in store.quads_for_pattern(subject, verb, value, None):
        found = _extended(binding, pattern, quad.triple)
        if found is not None:
            yield found, (quad.triple,)


def _walked(store: Store, pattern: Pattern, walk: Walk, binding: Binding) -> Iterator[Solution]:
    start = _value(pattern.subject, binding)
    starts: list[Term] = [] if start is None else [start]
    if start is None:
        starts += [quad.subject for quad in store.quads_for_pattern(None, walk[0][0], None, None)]
    for node in starts:
        for end, triples in _reached(store, node, walk):
            found = _bind(_bind(binding, pattern.subject, node), pattern.object, end)
            if found is not None:
                yield found, triples


def _reached(store: Store, node: Term, walk: Walk) -> Iterator[tuple[Term, tuple[Triple, ...]]]:
    """Walk a path; what is walked any number of times is a list, which ends (OWL 2 RDF mapping §3.2.1)."""
    if not walk:
        yield node, ()
        return
    (verb, often), rest = walk[0], walk[1:]
    if often == "*":
        yield from _reached(store, node, rest)
    if isinstance(node, Literal | Triple):
        return
    further = rest if not often else ((verb, "*"), *rest)
    for quad in store.quads_for_pattern(node, verb, None, None):
        for end, triples in _reached(store, quad.object, further):
            yield end, (quad.triple, *triples)


def _value(slot: Slot | Walk, binding: Binding) -> Term | None:
    if isinstance(slot, str):
        return binding.get(slot)
    return slot if isinstance(slot, NamedNode) else None


def _extended(binding: Binding, pattern: Pattern, triple: Triple) -> Binding | None:
    found: Binding | None = binding
    slots = (pattern.subject, pattern.verb, pattern.object)
    for slot, term in zip(slots, (triple.subject, triple.predicate, triple.object), strict=True):
        found = _bind(found, slot, term)
    return found


def _bind(binding: Binding | None, slot: Slot | Walk, term: Term) -> Binding | None:
    if binding is None:
        return None
    if isinstance(slot, str):
        return binding if binding.get(slot) == term else None if slot in binding else {**binding, slot: term}
    return binding if slot == term else None
