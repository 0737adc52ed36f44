"""The catalogue of saved queries for programs: as JSON, and as RDF in the terms of SHACL.

Each query is a ``sh:SPARQLSelectExecutable`` (SHACL Advanced Features §5.1) with its text, the prefixes
that it declares, keywords, parameters as ``sh:Parameter`` (§5.2) and columns as ``csvw:Column``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from mgi_graph.namespaces import ONTOLOGY, QUERY, STANDARD, VOCAB, expand
from mgi_graph.queries.dataset import declared
from mgi_graph.queries.tokens import tokenize
from mgi_graph.results.records import dumps
from mgi_graph.turtle.write import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.header import Column, Parameter

_CSVW: Final = "http://www.w3.org/ns/csvw#"
_XSD: Final = STANDARD["xsd"]
#: The datatype of each kind of parameter and column that holds literals.
DATATYPES: Final = {
    "integer": f"{_XSD}integer",
    "year": f"{_XSD}integer",
    "decimal": f"{_XSD}decimal",
    "date": f"{_XSD}date",
    "string": f"{_XSD}string",
    "text": f"{STANDARD['rdf']}langString",
    "boolean": f"{_XSD}boolean",
    "iri": f"{_XSD}anyURI",
    "evidence": f"{_XSD}anyURI",
}


def write_json(queries: Iterable[SavedQuery]) -> str:
    """Write what each query asks, takes and gives, without its text."""
    return dumps([_record(saved) for saved in queries])


def write_json_one(saved: SavedQuery) -> str:
    """Write what a query asks, takes and gives, and its text."""
    return dumps(_record(saved) | {"text": saved.text})


def write_turtle(queries: Iterable[SavedQuery]) -> str:
    """Write the queries as RDF."""
    return write(triple for saved in queries for triple in describe_query(saved))


def describe_query(saved: SavedQuery) -> Iterator[ox.Triple]:
    """Describe one query in triples; its IRI is that of the file name."""
    query, header = QUERY + saved.name, saved.header
    for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
        yield _link(query, "rdf:type", expand(f"sh:{kind}"))
    yield _link(query, "rdfs:isDefinedBy", QUERY)
    yield _say(query, "rdfs:label", header.summary, language="en")
    yield _say(query, "dcterms:identifier", saved.name)
    yield _say(query, "sh:select", saved.text)
    if header.description:
        yield _say(query, "dcterms:description", header.description, language="en")
    if header.question:
        yield _say(query, "dcterms:references", header.question)
    for tag in (saved.theme, *header.tags):
        yield _say(query, "schema:keywords", tag, language="en")
        yield _say(query, "dcat:keyword", tag, language="en")
    yield from _prefixes(query, saved.text)
    for order, parameter in enumerate(header.parameters):
        yield from _parameter(query, order, parameter)
    for order, column in enumerate(header.columns):
        yield from _column(query, order, column)


def _prefixes(query: str, text: str) -> Iterator[ox.Triple]:
    yield _link(query, "sh:prefixes", ONTOLOGY)
    for prefix, space in sorted(declared(tokenize(text)).items()):
        node = f"{QUERY}prefix/{prefix}"
        yield _link(query, "sh:prefixes", QUERY)
        yield _link(QUERY, "sh:declare", node)
        yield _say(node, "sh:prefix", prefix)
        yield ox.Triple(_node(node), _node(expand("sh:namespace")), ox.Literal(space, datatype=_node(f"{_XSD}anyURI")))


def _parameter(query: str, order: int, parameter: Parameter) -> Iterator[ox.Triple]:
    node = f"{query}/parameter/{parameter.name}"
    yield _link(query, "sh:parameter", node)
    yield _link(node, "rdf:type", expand("sh:Parameter"))
    yield _link(node, "sh:path", f"{QUERY}parameter/{parameter.name}")
    yield _say(node, "sh:name", parameter.name, language="en")
    yield _say(node, "sh:description", parameter.description, language="en")
    yield ox.Triple(_node(node), _node(expand("sh:order")), ox.Literal(order))
    yield ox.Triple(_node(node), _node(expand("sh:optional")), ox.Literal(not parameter.required))
    if parameter.default is not None:
        yield _say(node, "sh:defaultValue", parameter.default)
    if parameter.kind not in {"iri", "concept"}:
        yield _link(node, "sh:datatype", DATATYPES[parameter.kind])
        return
    yield _link(node, "sh:nodeKind", expand("sh:IRI"))
    if parameter.kind == "concept":
        yield _link(node, "sh:class", expand("skos:Concept"))
        yield _link(node, "sh:property", f"{node}/scheme")
        yield _link(f"{node}/scheme", "sh:path", expand("skos:inScheme"))
        yield _link(f"{node}/scheme", "sh:hasValue", VOCAB + parameter.of)
    elif parameter.of:
        yield _link(node, "sh:class", expand(parameter.of))


def _column(query: str, order: int, column: Column) -> Iterator[ox.Triple]:
    node = f"{query}/column/{column.name}"
    yield _link(query, f"{_CSVW}column", node)
    yield _link(node, "rdf:type", f"{_CSVW}Column")
    yield _say(node, f"{_CSVW}name", column.name)
    yield ox.Triple(_node(node), _node(expand("sh:order")), ox.Literal(order))
    if datatype := DATATYPES.get(column.kind):
        yield _link(node, f"{_CSVW}datatype", datatype)
    if column.many:
        yield _say(node, f"{_CSVW}separator", " ")


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def _link(subject: str, predicate: str, object_: str) -> ox.Triple:
    return ox.Triple(_node(subject), _node(predicate), _node(object_))


def _say(subject: str, predicate: str, value: str, *, language: str | None = None) -> ox.Triple:
    literal = ox.Literal(value, language=language) if language else ox.Literal(value)
    return ox.Triple(_node(subject), _node(predicate), literal)


def _record(saved: SavedQuery) -> dict[str, Any]:
    header = saved.header
    parameters = [
        {
            "name": each.name,
            "kind": each.kind,
            "of": each.of or None,
            "description": each.description,
            "required": each.required,
            "default": each.default,
        }
        for each in header.parameters
    ]
    return {
        "name": saved.name,
        "theme": saved.theme,
        "summary": header.summary,
        "description": header.description,
        "question": header.question,
        "tags": list(header.tags),
        "parameters": parameters,
        "columns": [{"name": column.name, "kind": column.kind} for column in header.columns],
        "file": saved.file,
    }
