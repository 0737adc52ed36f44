"""The dataset in figures, as VoID has them: classes, the properties of each, and what those lead to (VoID §4.6)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from mgi_graph.namespaces import BASE, INFERRED_GRAPH, MIGOV, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.publication.grouping import Node
    from mgi_graph.store.protocol import Store

    Classes: TypeAlias = dict[Node, set[NamedNode]]

_INFERRED: Final = NamedNode(INFERRED_GRAPH)
_TYPE: Final = NamedNode(expand("rdf:type"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A class, a datatype, a property or a graph, and how many triples (of a class: things) it has."""

    iri: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyPart(Part):
    """A property of the things of a class; ``classes`` and ``datatypes`` are those of its values."""

    classes: tuple[Part, ...]
    datatypes: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPart(Part):
    """A class, and the properties of its things; of those that rules alone give, the properties are left out."""

    properties: tuple[PropertyPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """A dataset in figures; ``entities`` are the named things of the project, ``example`` one of each main class."""

    triples: int
    entities: int
    subjects: int
    objects: int
    classes: tuple[ClassPart, ...]
    properties: tuple[Part, ...]
    graphs: tuple[Part, ...]
    examples: tuple[str, ...]


def read_statistics(store: Store) -> Statistics:
    """Count everything: about a second for each 50,000 quads, so do it once for a dataset."""
    graphs: Counter[str] = Counter()
    triples: set[Triple] = set()
    stated: Classes = defaultdict(set)
    classes: Classes = defaultdict(set)
    for quad in store.quads():
        graphs[getattr(quad.graph_name, "value", "")] += 1
        triples.add(quad.triple)
        subject, value = quad.subject, quad.object
        if quad.predicate == _TYPE and isinstance(value, NamedNode) and isinstance(subject, NamedNode | BlankNode):
            classes[subject].add(value)
            if quad.graph_name != _INFERRED:
                stated[subject].add(value)
    subjects = {triple.subject for triple in triples}
    named = {node.value for node in subjects if isinstance(node, NamedNode)}
    found = _classes(triples, classes, stated)
    return Statistics(
        triples=len(triples),
        entities=sum(iri.startswith(BASE) for iri in named),
        subjects=len(subjects),
        objects=len({triple.object for triple in triples}),
        classes=found,
        properties=parts(Counter(triple.predicate.value for triple in triples)),
        graphs=parts(graphs),
        examples=_examples(found, stated),
    )


def _classes(triples: Iterable[Triple], classes: Classes, stated: Classes) -> tuple[ClassPart, ...]:
    counted: Counter[tuple[NamedNode, NamedNode]] = Counter()
    leading: Counter[tuple[NamedNode, NamedNode, NamedNode, bool]] = Counter()
    described = {each for found in stated.values() for each in found}
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if predicate == _TYPE or isinstance(subject, Triple) or isinstance(value, Triple):
            continue
        kinds = {value.datatype} if isinstance(value, Literal) else stated.get(value) or classes.get(value, set())
        for each in classes.get(subject, ()):
            if each in described or each.value.startswith(MIGOV):
                counted[each, predicate] += 1
                for kind in kinds:
                    leading[each, predicate, kind, isinstance(value, Literal)] += 1
    return assembled(Counter(each for found in classes.values() for each in found), counted, leading)


def assembled(
    things: Counter[NamedNode],
    counted: Counter[tuple[NamedNode, NamedNode]],
    leading: Counter[tuple[NamedNode, NamedNode, NamedNode, bool]],
) -> tuple[ClassPart, ...]:
    """Return the classes: how many things each has, their properties, and the classes and datatypes of the values."""
    values: defaultdict[tuple[NamedNode, NamedNode, bool], Counter[str]] = defaultdict(Counter)
    for (each, predicate, kind, is_datatype), count in leading.items():
        values[each, predicate, is_datatype][kind.value] = count
    properties: defaultdict[NamedNode, list[PropertyPart]] = defaultdict(list)
    for (each, predicate), count in sorted(counted.items(), key=lambda item: item[0][1].value):
        leads, holds = parts(values[each, predicate, False]), parts(values[each, predicate, True])
        properties[each].append(PropertyPart(iri=predicate.value, count=count, classes=leads, datatypes=holds))
    return tuple(
        ClassPart(iri=each.value, count=count, properties=tuple(properties[each]))
        for each, count in sorted(things.items(), key=lambda item: item[0].value)
    )


def parts(counts: Counter[str]) -> tuple[Part, ...]:
    """Return counts as parts, A to Z."""
    return tuple(Part(iri=iri, count=count) for iri, count in sorted(counts.items()))


def _examples(classes: Iterable[ClassPart], stated: Classes) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for node, kinds in stated.items():
        for kind in kinds if isinstance(node, NamedNode) else ():
            first[kind.value] = min(first.get(kind.value, node.value), node.value)
    return richest(classes, first)


def richest(classes: Iterable[ClassPart], first: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ``first`` thing of each of the classes with the most properties: they show the most."""
    ours = [each for each in classes if each.iri.startswith(MIGOV)]
    ordered = sorted(ours, key=lambda each: (-len(each.properties), each.iri))
    return tuple(dict.fromkeys(first[each.iri] for each in ordered if each.iri in first))[:5]
