"""What the data says: which properties things of each class carry, and which concepts stand as values."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from mgi_graph.namespaces import shrink
from mgi_graph.queries.answer import Answer

if TYPE_CHECKING:
    from mgi_graph.graph import Graph
    from mgi_graph.store.protocol import Term

_COUNTS = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things)
WHERE {
    GRAPH ?file { ?thing a ?class }
    FILTER (STRSTARTS(STR(?class), STR(migov:)))
    FILTER (?file != <https://w3id.org/migov/graph/inferred>)
}
GROUP BY ?class
ORDER BY ?class
"""
_CARRIED = """
SELECT ?class ?property (COUNT(DISTINCT ?thing) AS ?things)
WHERE {
    GRAPH ?file { ?thing a ?class ; ?property ?value }
    FILTER (?property != rdf:type)
    FILTER (STRSTARTS(STR(?class), STR(migov:)))
    FILTER (?file != <https://w3id.org/migov/graph/inferred>)
}
GROUP BY ?class ?property
ORDER BY DESC(?things) ?class ?property
"""
_VALUES = """
SELECT DISTINCT ?property ?concept
WHERE {
    ?concept a skos:Concept .
    ?thing ?property ?concept .
    FILTER (STRSTARTS(STR(?property), STR(migov:)) || ?property = org:role)
    FILTER NOT EXISTS { ?thing a skos:Concept }
}
ORDER BY ?concept ?property
"""


def _rows(graph: Graph, query: str) -> list[list[str]]:
    answer = graph.sparql(query, labels=False)
    assert isinstance(answer, Answer)
    return [[_value(cell[0]) for cell in row.values] for row in answer.rows]


def _value(term: Term) -> str:
    return "" if isinstance(term, Triple) else term.value


def write_usage(graph: Graph, up: str) -> str:
    """Write one row a class: how many things, what all of them carry, what some do."""
    things = {name: int(number) for name, number in _rows(graph, _COUNTS)}
    carried: dict[str, dict[str, int]] = defaultdict(dict)
    for name, predicate, number in _rows(graph, _CARRIED):
        carried[name][predicate] = int(number)
    lines = ["| class | things | all of them have | some have |", "| --- | ---: | --- | --- |"]
    for name, count in things.items():
        always = [_link(each, up) for each, times in carried[name].items() if times == count]
        sometimes = [_link(each, up) for each, times in carried[name].items() if times < count]
        lines.append(f"| {_link(name, up)} | {count} | {', '.join(always)} | {', '.join(sometimes)} |")
    return "\n".join(lines) + "\n"


def write_values(graph: Graph) -> str:
    """Write one row a scheme: the properties that take its concepts, and the concepts that the data uses."""
    properties: dict[str, set[str]] = defaultdict(set)
    concepts: dict[str, set[str]] = defaultdict(set)
    for predicate, concept in _rows(graph, _VALUES):
        prefix, _, local = shrink(concept).partition(":")
        properties[prefix].add(f"`{shrink(predicate)}`")
        concepts[prefix].add(local)
    lines = ["| prefix | value of | concepts |", "| --- | --- | --- |"]
    for prefix, names in sorted(concepts.items()):
        lines.append(f"| `{prefix}:` | {', '.join(sorted(properties[prefix]))} | {', '.join(sorted(names))} |")
    return "\n".join(lines) + "\n"


def _link(iri: str, up: str) -> str:
    name = shrink(iri)
    prefix, _, local = name.partition(":")
    return f"[`{local}`]({up}reference.md#{local})" if prefix == "migov" else f"`{name}`"
