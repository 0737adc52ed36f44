"""The dataset in figures, counted by the engine that has it: those that :mod:`mgi_graph.publication.statistics` counts.

They are equal, and a test holds them to it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from mgi_graph.namespaces import BASE, INFERRED_GRAPH, MIGOV, expand
from mgi_graph.publication.statistics import Statistics, assembled, parts, richest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_graph.store.protocol import Store, Term

_A: Final = f"<{expand('rdf:type')}>"
#: The classes that files state.
_STATED: Final = f"GRAPH ?g {{ %s {_A} %s }} FILTER (?g != <{INFERRED_GRAPH}>) FILTER isIRI(%s)"
_TRIPLES: Final = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_SUBJECTS: Final = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }"
_OBJECTS: Final = "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p ?o }"
_ENTITIES: Final = f'SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s ?p ?o FILTER STRSTARTS(STR(?s), "{BASE}") }}'
_GRAPHS: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_PROPERTIES: Final = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p"
_THINGS: Final = f"SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s {_A} ?c FILTER isIRI(?c) }} GROUP BY ?c"
_DESCRIBED: Final = f"SELECT DISTINCT ?c WHERE {{ {_STATED % ('?s', '?c', '?c')} }}"
_OF_THINGS: Final = f"?s {_A} ?c . ?s ?p ?o FILTER isIRI(?c) FILTER (?p != {_A})"
_USED: Final = f"SELECT ?c ?p (COUNT(*) AS ?n) WHERE {{ {_OF_THINGS} }} GROUP BY ?c ?p"
#: The datatype of a text in a language is asked for apart: by SPARQL 1.0 §11.4.6, which engines follow, it has none.
_DATATYPES: Final = f"""
SELECT ?c ?p ?k (COUNT(*) AS ?n) WHERE {{
    {_OF_THINGS} FILTER isLiteral(?o) BIND (IF (LANG(?o) = "", DATATYPE(?o), <{expand("rdf:langString")}>) AS ?k)
}} GROUP BY ?c ?p ?k"""
#: A value is of the classes that files state, and of those that rules give where files state none. What is inside is
#: written as a query of its own: engines that join the two at will look for each value through all things.
_LEADING: Final = f"""
SELECT ?c ?p ?k (COUNT(*) AS ?n) WHERE {{
    {{ SELECT DISTINCT ?s ?p ?o ?k WHERE {{
        {_STATED % ("?o", "?k", "?k")}
        {{ ?s ?p ?o FILTER (?p != {_A}) }}
    }} }}
    {{ ?s {_A} ?c FILTER isIRI(?c) }}
}} GROUP BY ?c ?p ?k"""
_INFERRED: Final = f"""
SELECT ?c ?p ?k (COUNT(*) AS ?n) WHERE {{
    {{ SELECT DISTINCT ?s ?p ?o ?k WHERE {{
        {{ SELECT DISTINCT ?o ?k WHERE {{
            ?o {_A} ?k FILTER isIRI(?k)
            MINUS {{ SELECT DISTINCT ?o WHERE {{ {_STATED % ("?o", "?other", "?other")} }} }}
        }} }}
        {{ ?s ?p ?o FILTER (?p != {_A}) }}
    }} }}
    {{ ?s {_A} ?c FILTER isIRI(?c) }}
}} GROUP BY ?c ?p ?k"""
_FIRST: Final = f"""
SELECT ?c (MIN(STR(?s)) AS ?first) WHERE {{ {_STATED % ("?s", "?c", "?c")} FILTER isIRI(?s) }} GROUP BY ?c"""


def count_statistics(store: Store) -> Statistics:
    """Have everything counted, in a dozen queries that each go through the whole: once for a dataset."""
    described = {row[0] for row in store.select(_DESCRIBED).rows}

    def counted(query: str) -> Iterator[tuple[tuple[NamedNode, ...], int]]:
        for names, number in _counted(store, query):
            if names[0] in described or names[0].value.startswith(MIGOV):
                yield names, number

    leading: Counter[tuple[NamedNode, NamedNode, NamedNode, bool]] = Counter()
    for query, is_datatype in ((_DATATYPES, True), (_LEADING, False), (_INFERRED, False)):
        for (each, predicate, kind), number in counted(query):
            leading[each, predicate, kind, is_datatype] += number
    used = Counter({(each, predicate): number for (each, predicate), number in counted(_USED)})
    classes = assembled(Counter({each: number for (each,), number in _counted(store, _THINGS)}), used, leading)
    first = {_value(row[0]): _value(row[1]) for row in store.select(_FIRST).rows}
    return Statistics(
        triples=_number(store, _TRIPLES),
        entities=_number(store, _ENTITIES),
        subjects=_number(store, _SUBJECTS),
        objects=_number(store, _OBJECTS),
        classes=classes,
        properties=parts(Counter({each.value: number for (each,), number in _counted(store, _PROPERTIES)})),
        graphs=parts(Counter({each.value: number for (each,), number in _counted(store, _GRAPHS)})),
        examples=richest(classes, first),
    )


def _counted(store: Store, query: str) -> Iterable[tuple[tuple[NamedNode, ...], int]]:
    for *names, number in store.select(query).rows:
        if number is not None and all(isinstance(each, NamedNode) for each in names):
            yield tuple(each for each in names if isinstance(each, NamedNode)), int(_value(number))


def _number(store: Store, query: str) -> int:
    return int(_value(store.select(query).rows[0][0]))


def _value(term: Term | None) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""
