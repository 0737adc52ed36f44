"""However the rules are run, they add what their files say, and stop when nothing more follows.

The judge is the rule's own file, run by the engine over the whole store until it adds nothing. Graphs are
drawn from the premises of the rules, so that every rule has something to conclude.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from mgi_graph.build.body import clauses
from mgi_graph.build.linear import is_linear
from mgi_graph.build.premises import names, reads
from mgi_graph.build.rule import inference_rules
from mgi_graph.build.saturate import saturate
from mgi_graph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mgi_graph.build.body import Pattern, Walk
    from mgi_graph.build.rule import Rule

    Terms: TypeAlias = dict[object, NamedNode | Literal]

RULES: Final = {rule.name: rule for rule in inference_rules()}
LINEAR: Final = {
    *("cax-eqc1", "cax-eqc2", "cax-sco", "cls-hv1", "cls-hv2", "cls-int2", "cls-svf2", "cls-uni", "eq-rep-p"),
    *("prp-dom", "prp-eqp1", "prp-eqp2", "prp-inv1", "prp-inv2", "prp-rng", "prp-spo1", "prp-symp"),
}
#: Names of the vocabulary are among the things, so that a schema may speak of the schema itself.
NAMED: Final = [
    *(NamedNode(f"http://example.org/{letter}") for letter in "abc"),
    *map(NamedNode, map(expand, ("rdf:type", "rdfs:subClassOf"))),
]
VALUES: Final[list[NamedNode | Literal]] = [
    *NAMED,
    Literal('say "a b" .\n<urn:x>'),
    Literal("0.50", datatype=NamedNode(expand("xsd:decimal"))),
    Literal("ក", language="km"),
]
MOST: Final = 300
LIST: Final = {NamedNode(expand(name)) for name in ("rdf:first", "rdf:rest")}
ONE: Final = Literal("1", datatype=NamedNode(expand("xsd:nonNegativeInteger")))


@st.composite
def graphs(draw: st.DrawFn, rules: Sequence[Rule], most: int) -> list[Quad]:
    """Draw premises of some of the rules, each with its variables filled from few names."""
    found: list[Quad] = []
    for rule in draw(st.lists(st.sampled_from(rules), min_size=1, max_size=most)):
        body = draw(st.sampled_from(clauses(rule))).body
        cases = [pattern for over, then in body.each for pattern in (*over.patterns, *then.patterns)]
        patterns = (*body.patterns, *cases)
        things = {slot for p in patterns for slot in (p.subject, p.verb) if isinstance(slot, str)}
        others = {p.object for p in patterns if isinstance(p.object, str)} - things - {"?maximum"}
        terms: Terms = {"?maximum": ONE}
        terms.update((slot, draw(st.sampled_from(NAMED))) for slot in sorted(things))
        terms.update((slot, draw(st.sampled_from(VALUES))) for slot in sorted(others))
        for pattern in patterns:
            found += filled(draw, pattern, terms)
    return found


def filled(draw: st.DrawFn, pattern: Pattern, terms: Terms) -> Iterable[Quad]:
    start, end = (terms.get(slot, slot) for slot in (pattern.subject, pattern.object))
    if isinstance(pattern.verb, tuple):
        return walked(draw, start, pattern.verb, end)  # type: ignore[arg-type]
    return [Quad(start, terms.get(pattern.verb, pattern.verb), end)]  # type: ignore[arg-type]


def walked(draw: st.DrawFn, start: NamedNode, walk: Walk, end: NamedNode) -> Iterable[Quad]:
    """Make a path with nodes of its own, some of them more than once."""
    least = {"": 1, "*": 0, "+": 1}
    steps = [verb for verb, often in walk for _ in range(least[often] + (often != "" and draw(st.booleans())))]
    nodes = [NamedNode(f"http://example.org/node{draw(st.integers(0, 2))}") for _ in steps[1:]]
    return [Quad(*each) for each in zip([start, *nodes], steps, [*nodes, end], strict=True)]


def filled_store(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def judged(quads: Iterable[Quad], rules: Iterable[Rule]) -> set[Quad]:
    """Run every rule by the engine, over everything, until none adds anything.

    Left out are graphs whose rules add members to a list: "for each member" then depends on when it is asked,
    and OWL 2 has no such graph. So are those where all becomes the same, which take minutes.
    """
    store = filled_store(quads)
    before, lists = -1, links(store)
    while before != (before := len(store)):
        for rule in rules:
            store.update(rule.update)
        assume(before < MOST)
    assume(links(store) == lists)
    return set(store)


def links(store: Iterable[Quad]) -> set[Quad]:
    return {quad for quad in store if quad.predicate in LIST}


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_rule_alone_adds_what_its_file_says(name: str, data: st.DataObject) -> None:
    quads = data.draw(graphs([RULES[name]], most=3))
    then = judged(quads, [RULES[name]])
    store = filled_store(quads)
    saturate(store, [RULES[name]])
    assert set(store) == then


@settings(max_examples=60, deadline=None)
@given(graphs(list(RULES.values()), most=5))
def test_all_rules_together_add_what_their_files_say_and_tell_it_once(quads: list[Quad]) -> None:
    then = judged(quads, RULES.values())
    store = filled_store(quads)
    before = set(store)
    added = saturate(store)
    assert set(store) == then
    assert len(added) == len(set(added))
    assert {Quad(*quad.triple) for quad in parse(b"".join(added), format=RdfFormat.N_TRIPLES)} == then - before


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_a_rule_concludes_nothing_new_from_what_it_does_not_read(name: str, data: st.DataObject) -> None:
    rule = RULES[name]
    store = filled_store(data.draw(graphs([rule], most=2)))
    saturate(store, [rule])
    waking = reads(rule, store)
    for quad in data.draw(graphs(list(RULES.values()), most=2)):
        line = f"{quad.subject} {quad.predicate} {quad.object} .\n".encode()
        if waking.isdisjoint(names([line])):
            store.add(quad)
    before = set(store)
    store.update(rule.update)
    assert set(store) == before


def test_the_rules_that_read_one_fact_run_together() -> None:
    """A rule that is no longer among them is right and slow; one that joins them must have been meant to."""
    assert {name for name, rule in RULES.items() if is_linear(rule)} == LINEAR


def test_an_empty_store_stays_empty() -> None:
    assert saturate(Store()) == []
